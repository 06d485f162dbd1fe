/** The service's answers over REST. Addresses are relative: the service may live under a path. */

const TIMEOUT_MS = 30_000;
const MOST_READY = 1000;

/** What the service, or the way to it, said no with. `message` is meant for people. */
export class ServiceError extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** A question that a newer one has replaced. Whoever asked drops it without a word. */
export class StaleError extends Error {}

/**
 * Ask the service.
 *
 * @param {string} path Below the service's root, without a slash in front.
 * @param {{body?: object, accept?: string, signal?: AbortSignal}} options A body makes it a POST.
 * @returns {Promise<{body: any, etag: string|null}>} JSON is parsed, other text is as it came.
 * @throws {ServiceError|StaleError}
 */
async function ask(path, { body, accept = "application/json", signal } = {}) {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  signal?.addEventListener("abort", () => timeout.abort());
  const request = { headers: { Accept: accept }, signal: timeout.signal };
  if (body !== undefined) {
    request.method = "POST";
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, request);
    if (!response.ok) throw await problemOf(response);
    const answer = accept.includes("json") ? await response.json() : await response.text();
    return { body: answer, etag: response.headers.get("ETag") };
  } catch (error) {
    if (signal?.aborted) throw new StaleError();
    if (error instanceof ServiceError) throw error;
    throw new ServiceError(
      timeout.signal.aborted
        ? "The service takes too long to answer."
        : "The service cannot be reached. What you tick is kept in the meantime.",
      "unreachable",
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Read an `application/problem+json`, or make do without one: a proxy may have answered. */
async function problemOf(response) {
  try {
    const problem = await response.json();
    if (typeof problem.detail === "string") return new ServiceError(problem.detail, problem.code);
  } catch {
    // Not JSON: the status has to do.
  }
  return new ServiceError(`The service answered with status ${response.status}.`, "unexpected");
}

/** The questions about one map at a time. Asking one again ends the one before with `StaleError`. */
export class Service {
  #asking = new Map();

  /** The maps of the store, the oldest first. */
  async maps() {
    return (await this.#last("maps", "v1/maps?limit=1000")).body.maps;
  }

  /** The map with its prerequisites, and its revision: 0 if something on the way has hidden it. */
  async graph(mapId) {
    const { body, etag } = await this.#last("graph", `${pathOf(mapId)}/graph?format=json`);
    // A proxy may have made `"7"` into `W/"7"` or `"7-gzip"`.
    return { graph: body, revision: Number(/\d+/.exec(etag ?? "")?.[0] ?? 0) };
  }

  /** What is ready to learn, ranked. */
  async next(mapId, known, goals) {
    const body = { known, goals, limit: MOST_READY };
    return (await this.#last("next", `${pathOf(mapId)}/next`, { body })).body;
  }

  async readiness(mapId, known, skill) {
    const body = { known, skill };
    return (await this.#last("readiness", `${pathOf(mapId)}/readiness`, { body })).body;
  }

  /** The way to the goals from nothing, and from what is known. */
  async roadmaps(mapId, known, goals) {
    const path = `${pathOf(mapId)}/roadmap`;
    const [whole, rest] = await Promise.all([
      this.#last("whole", path, { body: { known: [], goals } }),
      this.#last("rest", path, { body: { known, goals } }),
    ]);
    return { whole: whole.body, rest: rest.body };
  }

  async roadmapText(mapId, known, goals) {
    const options = { body: { known, goals }, accept: "text/markdown" };
    return (await this.#last("text", `${pathOf(mapId)}/roadmap`, options)).body;
  }

  #last(what, path, options = {}) {
    this.#asking.get(what)?.abort();
    const asking = new AbortController();
    this.#asking.set(what, asking);
    return ask(path, { ...options, signal: asking.signal });
  }
}

function pathOf(mapId) {
  return `v1/maps/${encodeURIComponent(mapId)}`;
}
