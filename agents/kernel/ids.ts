// Ids say what they name and sort by time: "pce_" + 10 characters of milliseconds + 14 of randomness (Crockford base 32).
import { randomBytes } from "node:crypto";
import type { Clock } from "./clock.ts";

/** Prefix of every table's ids. */
export const ID_PREFIXES = {
  operator: "opr",
  identity: "idn",
  session: "ses",
  loginLink: "lnk",
  loginFailure: "lgf",
  token: "tok",
  webhook: "whk",
  webhookDelivery: "whd",
  avatarOperator: "avo",
  room: "rom",
  avatarTopic: "top",
  openAnswer: "opa",
  avatar: "avt",
  field: "fld",
  fact: "fct",
  lora: "lor",
  dataset: "dst",
  training: "trn",
  consent: "con",
  template: "tpl",
  preset: "pre",
  wording: "wrd",
  batch: "bat",
  piece: "pce",
  asset: "ast",
  vendorJob: "vjb",
  set: "set",
  account: "acc",
  accountLogin: "acl",
  post: "pst",
  postAttempt: "pat",
  quiet: "qui",
  sound: "snd",
  postCampaign: "pcp",
  health: "hlt",
  postInsight: "pin",
  accountInsight: "ain",
  shotWeight: "swt",
  fan: "fan",
  address: "adr",
  conversation: "cnv",
  message: "msg",
  outbound: "out",
  commentReply: "cmr",
  segment: "sgm",
  broadcast: "brc",
  sequence: "sqc",
  outreach: "otr",
  touch: "tch",
  linkCode: "lkc",
  linkTry: "lkt",
  memory: "mem",
  said: "sai",
  storyEvent: "sty",
  event: "evt",
  pack: "pck",
  packPiece: "pkp",
  offer: "ofr",
  purchase: "pur",
  purchaseTouch: "ptc",
  custom: "cus",
  customStep: "csp",
  customPiece: "cpc",
  subscription: "sub",
  reversal: "rev",
  payment: "pay",
  experiment: "exp",
  variant: "var",
  assignment: "asg",
  price: "prc",
  cost: "cst",
  budget: "bud",
  runCard: "run",
  approval: "apr",
  idempotency: "idm",
  button: "btn",
  chat: "cht",
  outbox: "obx",
  audit: "aud",
  trust: "tru",
  notice: "ntc",
  autonomyRule: "aur",
  takedown: "tkd",
  erasedAddress: "era",
  deletion: "del",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

export interface Ids {
  next(kind: IdKind): string;
  /** A secret for links and tokens: 32 random bytes, base64url. */
  secret(): string;
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

function encodeTime(ms: number): string {
  let rest = ms;
  let text = "";
  for (let position = 0; position < 10; position += 1) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Asking the system for a few bytes costs as much as asking for thousands. */
const PORTION_BYTES = 4_096;

function portionedBytes(): (size: number) => Uint8Array {
  let portion = randomBytes(PORTION_BYTES);
  let used = 0;
  return (size) => {
    if (used + size > portion.length) {
      portion = randomBytes(PORTION_BYTES);
      used = 0;
    }
    used += size;
    return portion.subarray(used - size, used);
  };
}

/** Ids for real use. `bytes` is injected by tests that want the same ids again. */
export function createIds(clock: Clock, bytes: (size: number) => Uint8Array = portionedBytes()): Ids {
  return {
    next: (kind) => {
      const tail = [...bytes(14)].map((byte) => ALPHABET[byte % 32]).join("");
      return `${ID_PREFIXES[kind]}_${encodeTime(clock.now().getTime())}${tail}`;
    },
    secret: () => Buffer.from(bytes(32)).toString("base64url"),
  };
}
