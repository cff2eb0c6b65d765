/** An error in the shape of the real server's; `code` decides the HTTP status and the type. */
export class ApiError extends Error {
  constructor(readonly code: string, message: string) {
    super(message);
  }

  get status(): number {
    return STATUS[this.code] ?? 400;
  }

  toJSON(): ErrorBody {
    const { message, code } = this;
    return { message, code, type: TYPE[code] ?? "invalid_request", link: `https://docs.meilisearch.com/errors#${code}` };
  }
}

export interface ErrorBody {
  message: string;
  code: string;
  type: string;
  link: string;
}

const STATUS: Record<string, number> = {
  missing_authorization_header: 401,
  missing_master_key: 401,
  invalid_api_key: 403,
  api_key_not_found: 404,
  document_not_found: 404,
  index_not_found: 404,
  not_found: 404,
  task_not_found: 404,
  method_not_allowed: 405,
  index_already_exists: 409,
  api_key_already_exists: 409,
  payload_too_large: 413,
  invalid_content_type: 415,
  missing_content_type: 415,
  internal: 500,
};

const TYPE: Record<string, string> = {
  missing_authorization_header: "auth",
  missing_master_key: "auth",
  invalid_api_key: "auth",
  internal: "internal",
};

export const indexNotFound = (uid: string) => new ApiError("index_not_found", `Index \`${uid}\` not found.`);

/** For a feature of the real server that this engine leaves out. */
export const notSupported = (what: string) =>
  new ApiError("feature_not_enabled", `${what} is not supported by this embedded engine; use a Meilisearch server for it.`);
