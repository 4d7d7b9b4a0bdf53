// The context of a dry run: nothing in it reaches anyone. What has to be asked of a port's facts still can be.
import { AppError } from "../../kernel/errors.ts";
import type { AppContext, Ports } from "../context.ts";

export function confine<Context extends AppContext>(context: Context): Context {
  return { ...context, ports: confinedPorts(context.ports) };
}

function confinedPorts(ports: Ports): Ports {
  const { moderator, faces, checkout, otherCheckouts, remoteFiles } = ports;
  return {
    ...{ images: [], videos: [], voices: [], trainers: [] },
    ...{ vendorWebhooks: {}, connectors: {}, channels: {}, publishers: {}, insights: {} },
    moderator: moderator && refusing(moderator),
    faces: faces && refusing(faces),
    store: refusing(ports.store),
    // Whether something can be sold, and by whom, is part of the answer: its facts stay.
    checkout: checkout && refusing(checkout),
    ...(otherCheckouts ? { otherCheckouts: otherCheckouts.map(refusing) } : {}),
    queue: refusing(ports.queue),
    events: refusing(ports.events),
    media: refusing(ports.media),
    ...(remoteFiles ? { remoteFiles: refusing(remoteFiles) } : {}),
  };
}

/** Its facts as they are; whatever it can do is refused. */
function refusing<Port extends object>(port: Port): Port {
  return new Proxy(port, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return () => {
        throw new AppError("internal", `A dry run may not use “${String(name)}” of a port.`);
      };
    },
  });
}
