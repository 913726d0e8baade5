// The process. Tracing, where it is asked for, must be there before the libraries that it watches are loaded.
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

// Garbage is collected once it is a third of what lives: by itself V8 lets it grow to several times that on a machine with much
// memory. Read at each collection, and no limit that what is needed could run into.
setFlagsFromString('--heap-growing-percent=30');

if (existsSync('.env')) process.loadEnvFile('.env');
if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) await (await import('./tracing.ts')).startTracing();
await import('./run.ts');
