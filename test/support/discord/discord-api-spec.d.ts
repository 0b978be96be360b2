// The package offers its zod schemas as JavaScript without types; every export whose name ends in `Schema` is one.
declare module 'discord-api-spec/preview/zod'
