/** The service over REST. Addresses are relative: the service may live under a path. */

const TIMEOUT_MS = 30_000;
const JSON_TYPE = "application/json";
/** Reading a large map and inferring its prerequisites takes longer than an answer. */
const LONG_TIMEOUT_MS = 300_000;

/** What the service, or the way to it, said no with. `message` is meant for people. */
export class ServiceError extends Error {
  constructor(
    message: string,
    /** The problem's stable code, or `unreachable`, `slow` or `unexpected`. */
    readonly code: string,
    /** All that the problem says: `cycle`, `suggestions`, `actual` and so on. */
    readonly problem: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** A question that a newer one has replaced. Whoever asked drops it without a word. */
export class StaleError extends Error {}

export interface Asking {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** An object is sent as JSON, a text as Markdown, and bytes as the Markdown that they may be. */
  body?: object | string | Blob;
  accept?: string;
  /** The revision that a change is made against. */
  revision?: number;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Whether it may take minutes. */
  isLong?: boolean;
}

export interface Answer<Body> {
  body: Body;
  /** What the answer names as the revision, or 0. */
  revision: number;
}

/**
 * Ask the service.
 *
 * @param path Below the service's root, without a slash in front.
 * @returns JSON parsed, other text as it came, nothing of an answer without a body.
 * @throws {ServiceError|StaleError}
 */
export async function ask<Body>(path: string, asking: Asking = {}): Promise<Answer<Body>> {
  return sent(path, asking, async (response) => {
    const isJson = (response.headers.get("Content-Type") ?? "").includes("json");
    const isEmpty = response.status === 204;
    const body = isEmpty ? null : await (isJson ? response.json() : response.text());
    // A proxy may have made `"7"` into `W/"7"` or `"7-gzip"`.
    const revision = Number(/\d+/.exec(response.headers.get("ETag") ?? "")?.[0] ?? 0);
    return { body: body as Body, revision };
  });
}

/** Ask the service for a file. It has the name that the service gives it, or none. */
export async function askFile(path: string, asking: Asking = {}): Promise<File> {
  return sent(path, asking, async (response) => {
    const told = response.headers.get("Content-Disposition") ?? "";
    const name = /filename="([^"]+)"/.exec(told)?.[1] ?? "";
    const blob = await response.blob();
    return new File([blob], name, { type: blob.type });
  });
}

/** Send a question and read the answer: either can be ended, take too long, or break off. */
async function sent<Read>(
  path: string,
  asking: Asking,
  read: (response: Response) => Promise<Read>,
): Promise<Read> {
  const { body, accept = JSON_TYPE, revision, signal } = asking;
  const timeout = AbortSignal.timeout(asking.isLong ? LONG_TIMEOUT_MS : TIMEOUT_MS);
  const headers: Record<string, string> = { Accept: accept, ...asking.headers };
  if (revision !== undefined) headers["If-Match"] = `"${revision}"`;
  const request: RequestInit = {
    method: asking.method ?? (body === undefined ? "GET" : "POST"),
    headers,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    // What an address answers in several formats has one tag, so a browser would mix them up.
    cache: accept === JSON_TYPE ? "default" : "no-store",
  };
  if (body !== undefined) {
    const isText = typeof body === "string";
    const isMarkdown = isText || body instanceof Blob;
    const markdown = isText ? "text/markdown; charset=utf-8" : "text/markdown";
    headers["Content-Type"] ??= isMarkdown ? markdown : JSON_TYPE;
    request.body = isMarkdown ? body : JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    if (!response.ok) throw await problemOf(response);
    return await read(response);
  } catch (error) {
    if (signal?.aborted) throw new StaleError();
    if (error instanceof ServiceError) throw error;
    throw new ServiceError("", timeout.aborted ? "slow" : "unreachable");
  }
}

/** Read an `application/problem+json`, or make do without one: a proxy may have answered. */
async function problemOf(response: Response): Promise<ServiceError> {
  try {
    const problem = await response.json();
    if (typeof problem.detail === "string") {
      return new ServiceError(problem.detail, problem.code, problem);
    }
  } catch {
    // Not JSON: the status has to do.
  }
  return new ServiceError(String(response.status), "unexpected");
}

const running = new Map<string, AbortController>();

/** Ask the service; asking again under the same name ends the question before with `StaleError`. */
export async function askLast<Body>(
  name: string,
  path: string,
  asking: Asking = {},
): Promise<Answer<Body>> {
  dropLast(name);
  const controller = new AbortController();
  running.set(name, controller);
  return ask<Body>(path, { ...asking, signal: controller.signal });
}

/** Want no answer any more to the question that was asked last under this name. */
export function dropLast(name: string): void {
  running.get(name)?.abort();
}

/** The path of a map, or of something below it. */
export function mapPath(mapId: string, below = ""): string {
  return `v1/maps/${encodeURIComponent(mapId)}${below && `/${below}`}`;
}
