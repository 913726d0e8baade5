/** An answer that refuses, in the API's own form. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(status: number, body: Record<string, unknown>, headers: Record<string, string> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** 422 with messages by field, e.g. `data.entity.name`. */
export function invalid(fields: Record<string, string[]>): ApiError {
  return new ApiError(422, {
    error: { message: 'I dati inviati non sono validi.', validation_result: fields },
  });
}

export function refused(status: number, message: string, code: string | null = null): ApiError {
  return new ApiError(status, { error: code === null ? { message } : { message, code } });
}

export function notFound(what: string): ApiError {
  return refused(404, `${what}: elemento non trovato.`, 'NOT_FOUND');
}

/** 403 without `Retry-After`: not a quota. */
export function noPermission(): ApiError {
  return refused(403, 'Non hai i permessi per eseguire questa operazione.', 'NO_PERMISSION');
}
