// Calls to models, vendors and platforms as spans: their ports are wrapped where traces are sent, and left alone elsewhere.
import type { AppContext, Ports } from "../../agents/commands/context.ts";
import { isTracing, type SpanFacts, span } from "../../agents/kernel/tracing.ts";
import type { ChatModel, ChatUsage } from "../../agents/models/chat-model.ts";

export function tracePorts(context: AppContext): AppContext {
  return isTracing() ? { ...context, chat: traceChat(context.chat), ports: wrapPorts(context.ports) } : context;
}

function wrapPorts(ports: Ports): Ports {
  const each = <Port extends object>(list: readonly Port[]) => list.map((port) => traceCalls(port, nameOf(port)));
  const byName = <Port extends object>(map: Readonly<Record<string, Port>>) =>
    Object.fromEntries(Object.entries(map).map(([name, port]) => [name, traceCalls(port, name)]));
  return {
    ...ports,
    images: each(ports.images),
    videos: each(ports.videos),
    voices: each(ports.voices),
    trainers: each(ports.trainers),
    moderator: ports.moderator && traceCalls(ports.moderator, nameOf(ports.moderator)),
    channels: byName(ports.channels),
    publishers: byName(ports.publishers),
    connectors: byName(ports.connectors),
    insights: byName(ports.insights),
    checkout: ports.checkout && traceCalls(ports.checkout, nameOf(ports.checkout)),
    otherCheckouts: each(ports.otherCheckouts ?? []),
    ...(ports.vision ? { vision: traceChat(ports.vision) } : {}),
  };
}

/** Adapters say who they are in different places. */
function nameOf(port: object): string {
  const { name, provider, info } = port as { name?: unknown; provider?: unknown; info?: { provider?: unknown } };
  const found = [name, provider, info?.provider].find((value) => typeof value === "string");
  return typeof found === "string" ? found : "vendor";
}

/** What ports are asked that leaves the process. */
const CALLS: ReadonlySet<string> = new Set([
  ...["submit", "collect", "moderateImage", "moderateText", "send", "sendPaid", "typing", "seen", "prepare", "check"],
  ...["commit", "find", "quota", "read", "subscribe", "whoAmI", "account", "posts", "createPage", "cancel", "refund"],
]);

/** Those become spans "name.method"; everything else is as it was. */
function traceCalls<Port extends object>(port: Port, name: string): Port {
  return new Proxy(port, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function" || typeof key !== "string") return value;
      if (!CALLS.has(key)) return value.bind(target) as unknown;
      const facts: SpanFacts = { provider: name, method: key };
      return (...given: unknown[]) =>
        span(`${name}.${key}`, facts, async () => (await Reflect.apply(value, target, given)) as unknown, {
          kind: "client",
        });
    },
  });
}

function traceChat(model: ChatModel): ChatModel {
  const { provider, model: name } = model.info;
  const facts = (prompt: string): SpanFacts => ({ provider, model: name, prompt });
  const billed = ({ inputTokens, outputTokens }: ChatUsage): SpanFacts => ({ inputTokens, outputTokens });
  const { useTools, other } = model;
  return {
    info: model.info,
    complete: (call) =>
      span(
        `model ${call.id}`,
        facts(call.id),
        async (own) => {
          const answer = await model.complete(call);
          own.note(billed(answer.usage));
          return answer;
        },
        { kind: "client" },
      ),
    ...(useTools
      ? {
          useTools: (call) =>
            span(
              `model ${call.id}`,
              facts(call.id),
              async (own) => {
                const answer = await useTools.call(model, call);
                own.note(billed(answer.usage));
                return answer;
              },
              { kind: "client" },
            ),
        }
      : {}),
    ...(other ? { other: (wanted) => traceChat(other.call(model, wanted)) } : {}),
  };
}
