/** What became of one attempt to send. */
export interface Outcome {
  /** Status of the answer; 0 without one. */
  readonly status: number;
  /** The answer as JSON text, or why there is none. */
  readonly response: string;
}

/** How long the receiver may take (facts: webhooks.md). */
const patience = 30_000;

/** Characters of an answer that the log keeps. */
const keptAnswer = 10_000;

/** Names that are meant for examples and lead nowhere (RFC 2606), so that nobody is asked about them. */
const reserved = /(?:^|\.)(?:example|invalid|example\.(?:com|net|org))$/;

/** Sends a body as JSON with headers of the automation. Never rejects: whatever goes wrong is the outcome. */
export async function deliver(url: string, headers: Readonly<Record<string, unknown>>, body: string): Promise<Outcome> {
  const signal = AbortSignal.timeout(patience);
  try {
    const wrong = unreachable(url);
    if (wrong !== undefined) return failed(wrong);
    // A redirect is a failure like any other status, so it is not followed.
    const answer = await fetch(url, { method: "POST", headers: headersOf(headers), body, signal, redirect: "manual" });
    return { status: answer.status, response: asJson(await beginningOf(answer)) };
  } catch (error) {
    return failed(signal.aborted ? `No answer within ${patience / 1000} seconds.` : reasonOf(error));
  }
}

function unreachable(url: string): string | undefined {
  const { protocol, hostname } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return "Only http and https URLs can be called.";
  return reserved.test(hostname) ? `${hostname} is a name for examples: nothing was sent.` : undefined;
}

function headersOf(own: Readonly<Record<string, unknown>>): Headers {
  const headers = new Headers({ "content-type": "application/json", "user-agent": "mileapp-mock" });
  for (const [name, value] of Object.entries(own)) headers.set(name, String(value));
  return headers;
}

async function beginningOf(answer: Response): Promise<string> {
  let text = "";
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.length >= keptAnswer) break;
  }
  return text.slice(0, keptAnswer);
}

function asJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

const failed = (why: string): Outcome => ({ status: 0, response: JSON.stringify(why) });

/** The platform says only "fetch failed"; the cause says why. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  return cause instanceof Error ? cause.message : String(cause);
}
