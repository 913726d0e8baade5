/** A wrong or missing setting of the operator: ends the start with one English line that names it. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** Environment variable to look at, e.g. `DATABASE_URL`. */
  readonly variable: string;

  constructor(variable: string, reason: string, options?: { cause?: unknown }) {
    super(`${variable}: ${reason}`, options);
    this.variable = variable;
  }
}
