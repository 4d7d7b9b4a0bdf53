// Posts a record action; the answer carries a notice for the person.
import { ApiClient, type NoticeMessage, useNotice } from "adminjs";
import { useState } from "react";

export interface ActionCall {
  readonly resourceId: string;
  readonly recordId: string;
  readonly actionName: string;
  readonly reason?: string;
}

interface ActionAnswer {
  readonly notice?: NoticeMessage;
  readonly redirectUrl?: string;
}

export const csrfToken = () => document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";

export interface ActionRunner {
  /** Id of the record an action runs on. */
  readonly running: string | null;
  /** @returns null when the server could not be asked or refused; the person was told */
  readonly run: (call: ActionCall) => Promise<ActionAnswer | null>;
}

export function useActionRunner(): ActionRunner {
  const addNotice = useNotice();
  const [running, setRunning] = useState<string | null>(null);
  const run = async ({ reason = "", ...call }: ActionCall): Promise<ActionAnswer | null> => {
    setRunning(call.recordId);
    try {
      const response = await new ApiClient().recordAction({
        ...call,
        data: { reason },
        headers: { "x-csrf-token": csrfToken() },
      });
      const answer = response.data as ActionAnswer;
      if (answer.notice) addNotice(answer.notice);
      return answer.notice?.type === "error" ? null : answer;
    } catch {
      addNotice({ type: "error", message: "components.words.common.failed" });
      return null;
    } finally {
      setRunning(null);
    }
  };
  return { running, run };
}
