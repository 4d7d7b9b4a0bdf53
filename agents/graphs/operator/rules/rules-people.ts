// Requests about fans, conversations and drafts.
import { DRAFT, fan, maybeAvatar, nothing, type Rule, reference } from "./rule.ts";

const tagOf = (raw: string) => /\b(?:as|with|como|con|tag)\s+["“]?([\p{L}\d_-]+)["”]?\s*$/iu.exec(raw)?.[1];

export const PEOPLE_RULES: readonly Rule[] = [
  {
    command: "draft.approve",
    needs: [["approve", "draft"]],
    when: ({ references, text }) =>
      references.some((each) => DRAFT.test(each)) && !/\b(?:reject|rechaza|drop|descarta)\b/.test(text),
    read: reference("draft", "draft", DRAFT),
  },
  {
    command: "draft.reject",
    needs: [["reject"]],
    when: ({ references }) => references.some((each) => DRAFT.test(each)),
    read: reference("draft", "draft", DRAFT),
  },
  {
    command: "draft.list",
    needs: [["show"], ["draft"]],
    when: ({ text }) => !/\b(?:mode|modo)\b/.test(text),
    read: nothing,
  },
  { command: "draft.approve", needs: [["approve"], ["draft"]], read: () => ({ missing: "draft" }) },
  { command: "fan.erase", needs: [["delete"], ["fan"]], read: fan("fan") },
  { command: "fan.export", needs: [["export"]], read: fan("fan") },
  { command: "fan.unblock", needs: [["unblock"]], read: fan("fan") },
  { command: "fan.block", needs: [["block"]], read: fan("fan") },
  {
    command: "fan.untag",
    needs: [["untag"]],
    read: fan("fan", ({ raw }) => (tagOf(raw) ? { tag: tagOf(raw) } : { missing: "text" })),
  },
  {
    command: "fan.tag",
    needs: [["tag"]],
    when: ({ names }) => names.length > 0,
    read: fan("fan", ({ raw }) => (tagOf(raw) ? { tag: tagOf(raw) } : { missing: "text" })),
  },
  {
    command: "fan.note",
    needs: [["note"]],
    when: ({ names }) => names.length > 0,
    read: fan("fan", ({ raw, quoted }) => {
      const text = quoted[0] ?? /(?:\bthat\b|\bque\b|:)\s*(.+)$/i.exec(raw)?.[1];
      return text ? { text } : { missing: "text" };
    }),
  },
  {
    command: "conversation.reply",
    needs: [["reply"]],
    when: ({ names }) => names.length > 0,
    read: fan("conversation", ({ raw, quoted }) => {
      const text = quoted[0] ?? /:\s*(.+)$/.exec(raw)?.[1];
      return text ? { text } : { missing: "text" };
    }),
  },
  {
    command: "offer.make",
    needs: [["offer"]],
    read: fan("conversation", ({ text }) => {
      const pack = /\b(starter|deluxe|ultimate|vip)\b/.exec(text)?.[1];
      return pack ? { pack } : { missing: "what" };
    }),
  },
  {
    command: "conversation.take",
    needs: [["take"]],
    when: ({ names, concepts }) => names.length > 0 || concepts.has("conversation"),
    read: fan("conversation"),
  },
  { command: "conversation.release", needs: [["release"]], read: fan("conversation") },
  {
    command: "conversation.release",
    needs: [["conversation"]],
    when: ({ text, names }) => names.length > 0 && /\b(?:give|hand)\b.*\bback\b/.test(text),
    read: fan("conversation"),
  },
  {
    command: "conversation.brief",
    needs: [["show", "conversation"]],
    when: ({ text, names }) => /\b(?:brief|resumen|resume|summary)\b/.test(text) && names.length > 0,
    read: fan("conversation"),
  },
  {
    command: "conversation.show",
    needs: [["show"], ["conversation"]],
    when: ({ names }) => names.length > 0,
    read: fan("conversation"),
  },
  {
    command: "conversation.list",
    needs: [["conversation"]],
    not: ["make", "export"],
    read: maybeAvatar(({ text }) => (/\b(?:waiting|pending|pendientes|esperan)\b/.test(text) ? { waiting: true } : {})),
  },
  {
    command: "fan.show",
    needs: [["show"]],
    when: ({ names, avatars, concepts }) =>
      names.length === 1 && avatars.length === 0 && (concepts.has("fan") || concepts.size <= 2),
    read: fan("fan"),
  },
  { command: "notice.list", needs: [["notice"]], read: nothing },
];
