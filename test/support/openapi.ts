import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * Holds requests and answers against Fatture in Cloud's own OpenAPI description (3.0.3), which lies beside the
 * project: `../shared/fattureincloud/openapi.json`, or where `FIC_OPENAPI` says. Where it is missing, tests skip:
 *
 *     describe.skipIf(!ficDescriptionAvailable)('…', () => {
 *       expect(validateRequest('POST', '/c/1/issued_documents', body)).toEqual([]);
 *     });
 */
type Json = Record<string, unknown>;

interface Operation {
  parameters: { name: string; required: boolean; validate: ValidateFunction }[];
  request: ValidateFunction | null;
  /** By status; null for an answer without a body. */
  responses: Map<string, { open: ValidateFunction | null; strict: ValidateFunction | null }>;
}

export const ficDescriptionPath =
  process.env.FIC_OPENAPI ??
  fileURLToPath(new URL('../../../shared/fattureincloud/openapi.json', import.meta.url));

export const ficDescriptionAvailable = existsSync(ficDescriptionPath);
if (!ficDescriptionAvailable) {
  console.warn(`Fatture in Cloud's description is not at ${ficDescriptionPath}: what needs it is skipped.`);
}

const methods = ['get', 'post', 'put', 'delete'] as const;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The description, ready to validate; compiled per operation on its first use. */
export class FicDescription {
  private readonly document: Json;
  private readonly ajv: Ajv;
  private readonly operations = new Map<string, Operation>();

  constructor(document: Json) {
    this.document = document;
    this.ajv = new Ajv({ allErrors: true, strict: false, coerceTypes: false });
    addFormats.default(this.ajv);
  }

  get paths(): Json {
    return this.document.paths as Json;
  }

  /** Problems of a request, none for a good one. A query after `?` is checked too; property names must be known. */
  validateRequest(method: string, path: string, body?: unknown): string[] {
    const { operation, query, label } = this.find(method, path);
    if (!operation) return [`${label}: not described`];
    const problems: string[] = [];
    for (const parameter of operation.parameters) {
      if (parameter.required && !query.has(parameter.name)) problems.push(`?${parameter.name}: missing`);
    }
    for (const [name, value] of query) {
      const parameter = operation.parameters.find((candidate) => candidate.name === name);
      const number = value !== '' && !Number.isNaN(Number(value)) ? Number(value) : value;
      if (!parameter) problems.push(`?${name}: not described`);
      else if (!parameter.validate(value) && !parameter.validate(number)) problems.push(`?${name}: ${value}`);
    }
    if (operation.request) return [...problems, ...this.problems(operation.request, body)];
    return body === undefined ? problems : [...problems, 'body: none is described'];
  }

  /** Problems of an answer; with `strict`, unknown property names are problems too. */
  validateResponse(
    method: string,
    path: string,
    status: number,
    body: unknown,
    { strict = false }: { strict?: boolean } = {},
  ): string[] {
    const { operation, label } = this.find(method, path);
    if (!operation) return [`${label}: not described`];
    const response = operation.responses.get(String(status));
    if (!response) return [`${label}: status ${status} is not described`];
    const validate = strict ? response.strict : response.open;
    if (validate) return this.problems(validate, body);
    return body === undefined || body === '' ? [] : ['body: none is described'];
  }

  private problems(validate: ValidateFunction, body: unknown): string[] {
    if (validate(body)) return [];
    return (validate.errors ?? []).map((error) => {
      const extra = error.params.additionalProperty;
      return `body${error.instancePath}: ${error.message}${extra === undefined ? '' : ` (${extra})`}`;
    });
  }

  private find(
    method: string,
    address: string,
  ): { operation: Operation | null; query: URLSearchParams; label: string } {
    const url = new URL(address, 'https://api-v2.fattureincloud.it');
    const label = `${method.toUpperCase()} ${url.pathname}`;
    const parts = url.pathname.split('/');
    const template = Object.keys(this.paths)
      .filter((candidate) => {
        const names = candidate.split('/');
        return (
          names.length === parts.length &&
          names.every((name, index) => name.startsWith('{') || name === parts[index])
        );
      })
      // Literal parts go before parameters: `/info` is not a document's id.
      .sort((a, b) => a.split('{').length - b.split('{').length)[0];
    const key = `${method.toLowerCase()} ${template}`;
    const known = this.operations.get(key);
    if (known) return { operation: known, query: url.searchParams, label };
    const described = methods.find((candidate) => candidate === method.toLowerCase());
    const path = template === undefined ? undefined : this.paths[template];
    const source = isObject(path) && described ? path[described] : undefined;
    if (!isObject(path) || !isObject(source)) return { operation: null, query: url.searchParams, label };
    const operation = this.compile(path, source);
    this.operations.set(key, operation);
    return { operation, query: url.searchParams, label };
  }

  private compile(path: Json, source: Json): Operation {
    const parameters = [...((path.parameters as Json[]) ?? []), ...((source.parameters as Json[]) ?? [])]
      .map((parameter) => this.deref(parameter))
      .filter((parameter) => parameter.in === 'query')
      .map((parameter) => ({
        name: String(parameter.name),
        required: parameter.required === true,
        validate: this.ajv.compile(this.convert(parameter.schema, false) as Json),
      }));
    const request = this.jsonSchema(source.requestBody);
    const responses: Operation['responses'] = new Map();
    for (const [status, response] of Object.entries(source.responses as Json)) {
      const schema = this.jsonSchema(response);
      responses.set(status, {
        open: schema ? this.ajv.compile(this.convert(schema, false) as Json) : null,
        strict: schema ? this.ajv.compile(this.convert(schema, true) as Json) : null,
      });
    }
    return {
      parameters,
      request: request ? this.ajv.compile(this.convert(request, true) as Json) : null,
      responses,
    };
  }

  private jsonSchema(holder: unknown): Json | null {
    if (!isObject(holder)) return null;
    const content = this.deref(holder).content;
    const json = isObject(content) ? content['application/json'] : undefined;
    return isObject(json) && isObject(json.schema) ? json.schema : null;
  }

  /** Follows `$ref`, which here points anywhere into the document. */
  private deref(value: Json): Json {
    if (typeof value.$ref !== 'string') return value;
    let target: unknown = this.document;
    for (const part of value.$ref.slice(2).split('/')) {
      const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
      const holder: unknown = isObject(target) ? this.deref(target) : target;
      if (typeof holder !== 'object' || holder === null) break;
      target = (holder as Json)[name] ?? (holder as Json)[decodeURIComponent(name)];
    }
    if (!isObject(target)) throw new Error(`the description has nothing at ${value.$ref}`);
    return this.deref(target);
  }

  /** OpenAPI 3.0's schema as JSON Schema: `$ref`s in place, `nullable` as a type, `allOf` of objects merged. */
  private convert(source: unknown, strict: boolean): unknown {
    if (!isObject(source)) return source;
    // `nullable` stands beside a `$ref`, where JSON Schema would not look for it.
    const nullable = source.nullable === true || this.deref(source).nullable === true;
    const schema = this.merge(this.deref(source));
    const result: Json = {};
    for (const name of ['type', 'format', 'enum', 'minimum', 'maximum', 'pattern', 'required', 'maxLength']) {
      if (schema[name] !== undefined) result[name] = schema[name];
    }
    if (isObject(schema.properties)) {
      result.properties = Object.fromEntries(
        Object.entries(schema.properties).map(([name, value]) => [name, this.convert(value, strict)]),
      );
      if (strict && schema.additionalProperties === undefined) result.additionalProperties = false;
    }
    if (schema.items !== undefined) result.items = this.convert(schema.items, strict);
    if (schema.additionalProperties !== undefined) {
      result.additionalProperties = this.convert(schema.additionalProperties, strict);
    }
    for (const name of ['anyOf', 'oneOf'] as const) {
      const choices = schema[name];
      if (Array.isArray(choices)) result[name] = choices.map((choice) => this.convert(choice, strict));
    }
    if (!nullable) return result;
    if (typeof result.type !== 'string') return { anyOf: [{ type: 'null' }, result] };
    const choices = Array.isArray(result.enum) ? { enum: [...new Set([...result.enum, null])] } : {};
    return { ...result, type: [result.type, 'null'], ...choices };
  }

  private merge(schema: Json): Json {
    if (!Array.isArray(schema.allOf)) return schema;
    const parts = schema.allOf.map((part) => this.merge(this.deref(part as Json)));
    return {
      ...schema,
      type: 'object',
      properties: Object.assign({}, ...parts.map((part) => part.properties ?? {})),
      allOf: undefined,
    };
  }
}

let loaded: FicDescription | null = null;

/** The description, or null where it is missing. */
export function loadFicDescription(): FicDescription | null {
  if (!ficDescriptionAvailable) return null;
  loaded ??= new FicDescription(JSON.parse(readFileSync(ficDescriptionPath, 'utf8')));
  return loaded;
}

function mustLoad(): FicDescription {
  const description = loadFicDescription();
  if (!description) throw new Error(`Fatture in Cloud's description is not at ${ficDescriptionPath}`);
  return description;
}

/** See {@link FicDescription.validateRequest}. */
export function validateRequest(method: string, path: string, body?: unknown): string[] {
  return mustLoad().validateRequest(method, path, body);
}

/** See {@link FicDescription.validateResponse}. */
export function validateResponse(
  method: string,
  path: string,
  status: number,
  body: unknown,
  options: { strict?: boolean } = {},
): string[] {
  return mustLoad().validateResponse(method, path, status, body, options);
}
