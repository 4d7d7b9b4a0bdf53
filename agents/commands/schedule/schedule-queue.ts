// Put one approved piece into the next hour that suits an account: "schedule queue luna-12".
import { z } from "zod";
import { spokenTime } from "../../domain/distribution/local-clock.ts";
import { AppError } from "../../kernel/errors.ts";
import { texts } from "../../texts/texts.ts";
import type { Estimate } from "../command.ts";
import { defineCommand } from "../command.ts";
import type { CommandContext } from "../context.ts";
import { findPiece, pieceReference } from "../piece/find-piece.ts";
import { RUN_CARD_LIFE_MS } from "../run/create-run-card.ts";
import { loadTemplates } from "../template/load-templates.ts";
import { transact } from "../transact.ts";
import { accountStop } from "./account-stop.ts";
import { calendarAccount, publishingAccounts } from "./calendar-accounts.ts";
import { nextSlots } from "./next-slots.ts";
import { postablePieces, suits } from "./postable-pieces.ts";
import { putPosts } from "./put-posts.ts";
import { stopped } from "./schedule-week.ts";

const Input = z.object({
  /** Also as people say it: "add luna-12". */
  piece: z.string().transform((text) => text.trim().replace(/^add\s+/i, "")),
  account: z.string().optional(),
  /** Set by the run card: what was shown is what goes in. */
  at: z.iso.datetime().optional(),
});
type QueueInput = z.output<typeof Input>;

export const scheduleQueue = defineCommand({
  name: "schedule.queue",
  role: "manager",
  effect: "irreversible",
  input: Input,
  output: z.object({
    id: z.string(),
    avatar: z.string(),
    piece: z.string(),
    account: z.string(),
    at: z.string(),
    timeZone: z.string(),
  }),
  positional: ["piece"],
  errors: ["not_found", "refused", "conflict"],
  estimate: async (context, input): Promise<Estimate> => {
    const { piece, row, at } = await place(context, input);
    const { calendar: words, account } = texts(context.actor.language);
    const { timeZone } = piece.avatar;
    return {
      costMicros: 0,
      lines: [
        { label: account.publishTo, value: `@${row.handle} · ${row.platform}` },
        { label: account.piece, value: pieceReference(piece) },
        { label: words.when, value: words.inZone(spokenTime(timeZone, at), timeZone) },
        { label: account.caption, value: piece.caption },
        { label: account.aiLabel, value: account.aiLabelAlways },
      ],
      input: { ...input, account: row.id, at: at.toISOString() },
    };
  },
  run: async (context, input) => {
    const { piece, row, at } = await place(context, input);
    const words = texts(context.actor.language).calendar;
    const options = { templates: await loadTemplates(context) };
    const [put] = await transact(context, (tx) =>
      putPosts(context, tx, piece.avatar, [{ piece, accountId: row.id, at }], options),
    );
    if (!put || "leftOut" in put) {
      const reason = put ? words.leftOutReasons[put.leftOut] : "";
      throw new AppError("conflict", `${pieceReference(piece)}: ${reason}`, { field: "piece", reason: "left_out" });
    }
    return {
      id: put.postId,
      avatar: piece.avatar.slug,
      piece: pieceReference(piece),
      account: row.handle,
      at: at.toISOString(),
      timeZone: piece.avatar.timeZone,
    };
  },
  view: ({ avatar, piece, account, at, timeZone }, context) => {
    const words = texts(context.actor.language).calendar;
    return {
      title: words.queued(piece, spokenTime(timeZone, new Date(at)), account),
      tone: "good",
      note: timeZone,
      buttons: [{ label: words.openCalendar, command: "schedule.show", input: { avatar }, style: "primary" }],
    };
  },
  subject: (_input, output) => output.id,
});

/** The first of the accounts it suits, and its next hour there. @throws AppError `refused` */
async function place(context: CommandContext, input: QueueInput) {
  const words = texts(context.actor.language).calendar;
  const piece = await findPiece(context, input.piece);
  const rows = await publishingAccounts(context, piece.avatar, input.account);
  const open = rows.filter((row) => accountStop(row, piece.avatar) === null);
  if (open.length === 0) throw stopped(rows, piece.avatar, context.actor.language);
  const postable = (await postablePieces(context, piece.avatarId)).find(({ id }) => id === piece.id);
  // The yes may take as long as the card lives.
  const soonest = new Date(context.clock.now().getTime() + RUN_CARD_LIFE_MS);
  for (const row of postable ? open : []) {
    const account = await calendarAccount(context, context.database.prisma, row, piece.avatar);
    if (!postable || !suits(postable, account)) continue;
    const [slot] = input.at ? [] : nextSlots(account.slots, soonest, 1, context.random);
    const at = input.at ? new Date(input.at) : slot?.at;
    if (at) return { piece, row, at };
  }
  throw new AppError("refused", words.notQueued(pieceReference(piece)), {
    field: "piece",
    reason: "not_postable",
    remedy: words.notQueuedHint,
  });
}
