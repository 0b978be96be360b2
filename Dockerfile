# The service as compose.yaml runs it, with Postgres beside it.
FROM node:24-slim
WORKDIR /undersigned
ENV NODE_ENV=production
COPY package.json package-lock.json ./
# Without the optional packages, which are a Postgres of our own (here DATABASE_URL is set), and without install scripts,
# which would install a second Node.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force
COPY bin bin
COPY migrations migrations
COPY src src
USER node
EXPOSE 3000 2525
# Node itself, not npm, so that it gets SIGTERM.
CMD ["node", "--max-semi-space-size=16", "bin/start.js"]
