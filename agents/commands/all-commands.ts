// Every command of the product, in the order help shows them. A new one is added here and nowhere else.

import { accountComments } from "./account/account-comments.ts";
import { accountConnect } from "./account/account-connect.ts";
import { accountHealth } from "./account/account-health.ts";
import { accountIcebreakers } from "./account/account-icebreakers.ts";
import { accountLink } from "./account/account-link.ts";
import { accountList } from "./account/account-list.ts";
import { accountMenu } from "./account/account-menu.ts";
import { accountPosting } from "./account/account-posting.ts";
import { accountReconnect } from "./account/account-reconnect.ts";
import { accountWeb } from "./account/account-web.ts";
import { agentCommands } from "./agent/commands.ts";
import { autonomyCommands } from "./autonomy/autonomy-rules.ts";
import { avatarActivate } from "./avatar/avatar-activate.ts";
import { avatarAutonomy } from "./avatar/avatar-autonomy.ts";
import { avatarClone } from "./avatar/avatar-clone.ts";
import { avatarCreate } from "./avatar/avatar-create.ts";
import { avatarLanguages } from "./avatar/avatar-languages.ts";
import { avatarList } from "./avatar/avatar-list.ts";
import { avatarPause } from "./avatar/avatar-pause.ts";
import { avatarResume } from "./avatar/avatar-resume.ts";
import { avatarRetire } from "./avatar/avatar-retire.ts";
import { avatarShow } from "./avatar/avatar-show.ts";
import { batchApprove } from "./batch/batch-approve.ts";
import { batchCancel } from "./batch/batch-cancel.ts";
import { batchCreate } from "./batch/batch-create.ts";
import { batchList } from "./batch/batch-list.ts";
import { batchRetry } from "./batch/batch-retry.ts";
import { batchShow } from "./batch/batch-show.ts";
import { broadcastCommands } from "./broadcast/commands.ts";
import { budgetSet } from "./budget/budget-set.ts";
import { budgetShow } from "./budget/budget-show.ts";
import { consentAdd } from "./consent/consent-add.ts";
import { consentList } from "./consent/consent-list.ts";
import { consentRevoke } from "./consent/consent-revoke.ts";
import { conversationBrief } from "./conversation/conversation-brief.ts";
import { conversationList } from "./conversation/conversation-list.ts";
import { conversationReply } from "./conversation/conversation-reply.ts";
import { conversationShow } from "./conversation/conversation-show.ts";
import { conversationRelease, conversationTake } from "./conversation/conversation-take.ts";
import { handoverCommands } from "./conversation/handover-set.ts";
import { pacingCommands } from "./conversation/pacing-set.ts";
import { customCommands } from "./custom/commands.ts";
import { datasetCancel } from "./dataset/dataset-cancel.ts";
import { datasetCreate } from "./dataset/dataset-create.ts";
import { datasetShow } from "./dataset/dataset-show.ts";
import { digestCommands } from "./digest/commands.ts";
import { draftAgain, draftApprove, draftList, draftReject } from "./draft/drafts.ts";
import { evaluationCompare } from "./evaluation/evaluation-compare.ts";
import { evaluationReplay } from "./evaluation/evaluation-replay.ts";
import { evaluationRun } from "./evaluation/evaluation-run.ts";
import { exampleCommands } from "./example/commands.ts";
import { experimentCommands } from "./experiment/commands.ts";
import { faceCreate } from "./face/face-create.ts";
import { facePick } from "./face/face-pick.ts";
import { faceShow } from "./face/face-show.ts";
import { faceUpload } from "./face/face-upload.ts";
import { fanCode } from "./fan/fan-code.ts";
import { fanErase } from "./fan/fan-erase.ts";
import { fanExport } from "./fan/fan-export.ts";
import { fanLink } from "./fan/fan-link.ts";
import { fanNoteCommands } from "./fan/fan-notes.ts";
import { fanPath } from "./fan/fan-path.ts";
import { fanThread } from "./fan/fan-thread.ts";
import { fanUnlock } from "./fan/fan-unlock.ts";
import { fanWrite } from "./fan/fan-write.ts";
import { helpShow } from "./help/help-show.ts";
import { insightCommands } from "./insight/commands.ts";
import { jobCommands } from "./job/commands.ts";
import { limitCommands } from "./limit/commands.ts";
import { loraActivate } from "./lora/lora-activate.ts";
import { loraAssign } from "./lora/lora-assign.ts";
import { loraCancel } from "./lora/lora-cancel.ts";
import { loraDelete } from "./lora/lora-delete.ts";
import { loraList } from "./lora/lora-list.ts";
import { loraRegister } from "./lora/lora-register.ts";
import { loraShow } from "./lora/lora-show.ts";
import { loraTrain } from "./lora/lora-train.ts";
import { loraUpload } from "./lora/lora-upload.ts";
import { noticeList } from "./notice/notice-list.ts";
import { offerMake } from "./offer/offer-make.ts";
import { offerMedia } from "./offer/offer-media.ts";
import { outreachCommands } from "./outreach/commands.ts";
import { packCreate } from "./pack/pack-create.ts";
import { packList } from "./pack/pack-list.ts";
import { personaCommands } from "./persona/commands.ts";
import { pieceApprove } from "./piece/piece-approve.ts";
import { pieceCaption } from "./piece/piece-caption.ts";
import { pieceList } from "./piece/piece-list.ts";
import { pieceRecaption } from "./piece/piece-recaption.ts";
import { pieceRegenerate } from "./piece/piece-regenerate.ts";
import { pieceReject } from "./piece/piece-reject.ts";
import { pieceRelease } from "./piece/piece-release.ts";
import { pieceRetry } from "./piece/piece-retry.ts";
import { pieceShow } from "./piece/piece-show.ts";
import { postList } from "./post/post-list.ts";
import { postNow } from "./post/post-now.ts";
import { postShow } from "./post/post-show.ts";
import { presetCommands } from "./preset/commands.ts";
import { priceHistory } from "./price/price-history.ts";
import { priceList } from "./price/price-list.ts";
import { priceSet } from "./price/price-set.ts";
import { purchaseRefund } from "./purchase/purchase-refund.ts";
import { reelCreate } from "./reel/reel-create.ts";
import { createRegistry, type Registry } from "./registry.ts";
import { reportCommands } from "./report/commands.ts";
import { roomCommands } from "./room/commands.ts";
import { routingCommands } from "./routing/commands.ts";
import { runApprove } from "./run/run-approve.ts";
import { runCancel } from "./run/run-cancel.ts";
import { runList } from "./run/run-list.ts";
import { calendarCommands, scheduleCommands } from "./schedule/commands.ts";
import { segmentCommands } from "./segment/segments.ts";
import { sequenceCommands } from "./sequence/commands.ts";
import { sessionCommands } from "./session/commands.ts";
import { storageCopy } from "./storage/storage-copy.ts";
import { storageDelete } from "./storage/storage-delete.ts";
import { storageLink } from "./storage/storage-link.ts";
import { storageList } from "./storage/storage-list.ts";
import { storageSweep } from "./storage/storage-sweep.ts";
import { storyCommands } from "./story/commands.ts";
import { systemCommands } from "./system/commands.ts";
import { templateCommands } from "./template/commands.ts";
import { uploadFinish } from "./upload/upload-finish.ts";
import { uploadStart } from "./upload/upload-start.ts";
import { voiceCommands } from "./voice/commands.ts";
import { webhookCommands } from "./webhook/commands.ts";

/** A fresh registry; `help` and `run approve` look back into it. */
export function allCommands(): Registry {
  const registry: Registry = createRegistry([
    helpShow(() => registry),
    ...systemCommands,
    ...digestCommands,
    ...jobCommands,

    avatarCreate,
    avatarList,
    avatarShow,
    avatarActivate,
    avatarPause,
    avatarResume,
    avatarAutonomy,
    ...autonomyCommands,
    avatarLanguages,
    avatarClone,
    avatarRetire,
    ...personaCommands,
    ...voiceCommands,
    faceCreate,
    faceShow,
    facePick,
    faceUpload,
    consentAdd,
    consentList,
    consentRevoke,
    datasetCreate,
    datasetShow,
    datasetCancel,
    loraTrain,
    loraShow,
    loraActivate,
    loraCancel,
    loraList,
    loraRegister,
    loraUpload,
    loraAssign,
    loraDelete,
    ...templateCommands,
    ...presetCommands,
    batchCreate,
    batchShow,
    batchList,
    batchApprove,
    batchRetry,
    batchCancel,
    pieceList,
    pieceShow,
    pieceApprove,
    pieceReject,
    pieceCaption,
    pieceRecaption,
    pieceRelease,
    pieceRetry,
    pieceRegenerate,
    reelCreate,
    accountLink,
    accountConnect,
    accountReconnect,
    accountWeb,
    accountList,
    accountIcebreakers,
    accountMenu,
    accountComments,
    accountPosting,
    accountHealth,
    postNow,
    postShow,
    postList,
    ...scheduleCommands,
    packCreate,
    packList,
    offerMake,
    offerMedia,
    ...customCommands,
    conversationList,
    conversationShow,
    conversationBrief,
    conversationReply,
    conversationTake,
    conversationRelease,
    draftList,
    draftApprove,
    draftReject,
    draftAgain,
    ...fanNoteCommands,
    noticeList,
    fanWrite,
    fanThread,
    fanLink,
    fanCode,
    fanPath,
    evaluationRun,
    evaluationCompare,
    evaluationReplay,
    fanExport,
    fanErase,
    ...agentCommands(() => registry),
    runList,
    runApprove(() => registry),
    runCancel,
    budgetShow,
    budgetSet,
    priceList,
    priceSet,
    priceHistory,
    ...reportCommands,
    ...experimentCommands,
    ...limitCommands,
    purchaseRefund,
    ...exampleCommands,
    ...sessionCommands,
    ...roomCommands,
    // Telegram's menu holds a hundred: what is seldom typed comes last.
    fanUnlock,
    ...webhookCommands,
    ...handoverCommands,
    ...routingCommands,
    ...insightCommands,
    ...storyCommands,
    ...calendarCommands,
    ...segmentCommands,
    ...broadcastCommands,
    ...sequenceCommands,
    ...outreachCommands,
    ...pacingCommands,
    uploadStart,
    uploadFinish,
    storageList,
    storageLink,
    storageCopy,
    storageDelete,
    storageSweep,
  ]);
  return registry;
}
