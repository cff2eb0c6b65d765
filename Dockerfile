# The hub alone, for those who run the two servers elsewhere (see docker-compose.yml).
FROM node:20.20-bookworm-slim AS base
WORKDIR /hub

FROM base AS build
COPY package.json package-lock.json .npmrc ./
# Not "npm ci": it refuses a lock that does not list the packages of every other platform.
RUN npm install
COPY . .
RUN npm run build

FROM base AS packages
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev

FROM base
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY . .
COPY --from=packages /hub/node_modules node_modules
COPY --from=build /hub/build build
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=40s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "app/server.js"]
