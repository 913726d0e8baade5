// The process. Tracing, where it is asked for, must be there before the libraries that it watches are loaded.
import { existsSync } from 'node:fs';

if (existsSync('.env')) process.loadEnvFile('.env');
if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) await (await import('./tracing.ts')).startTracing();
await import('./run.ts');
