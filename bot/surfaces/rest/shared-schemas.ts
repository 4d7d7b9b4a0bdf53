// Shapes that every answer shares: the card and the problem.
import { ERROR_CODES } from "../../../agents/kernel/errors.ts";

const string = { type: "string" } as const;
const list = (items: object) => ({ type: "array", items }) as const;
const object = (required: readonly string[], properties: object) => ({ type: "object", required, properties }) as const;

const BUTTON = object(["label", "command", "input"], {
  label: string,
  command: string,
  input: { type: "object" },
  style: { enum: ["primary", "danger", "plain"] },
  ask: object(["field", "label"], { field: string, label: string, value: string }),
});

/** agents/commands/view.ts as a schema. */
export const CARD_SCHEMA = object(["title"], {
  title: string,
  text: string,
  tone: { enum: ["neutral", "good", "warning", "bad"] },
  fields: list(object(["label", "value"], { label: string, value: string })),
  table: object(["columns", "rows"], {
    columns: list(object(["label"], { label: string, align: { enum: ["left", "right"] } })),
    rows: list(list(string)),
  }),
  images: list(
    object(["key", "alt"], {
      key: string,
      thumbnailKey: string,
      media: { type: "string", enum: ["video", "audio"] },
      alt: string,
      caption: string,
      buttons: list(BUTTON),
      isSheet: { type: "boolean" },
    }),
  ),
  progress: object(["done", "total", "label"], { done: { type: "number" }, total: { type: "number" }, label: string }),
  buttons: list(BUTTON),
  links: list(object(["label", "url"], { label: string, url: string, key: string })),
  note: string,
  live: object(["topic", "command", "input", "finished"], {
    topic: string,
    command: string,
    input: { type: "object" },
    finished: { type: "boolean" },
  }),
});

/** RFC 9457 with our members. */
export const PROBLEM_SCHEMA = object(["type", "title", "status", "code", "retryable"], {
  type: string,
  title: string,
  status: { type: "integer" },
  instance: string,
  code: { enum: Object.keys(ERROR_CODES) },
  retryable: { type: "boolean" },
  field: string,
  remedy: string,
  reason: string,
});
