// What one of our pages shows, from its address on the server, and asking anew.
import { ApiClient } from "adminjs";
import { useCallback, useEffect, useState } from "react";
import { csrfToken } from "./run-action.ts";

interface PageData<Data> {
  readonly data: Data | "failed" | null;
  readonly reload: () => void;
}

/** @param query of the address; a change of it asks anew, while what was there stays to be seen */
export function usePageData<Data>(pageName: string, query: Readonly<Record<string, string>>): PageData<Data> {
  const [data, setData] = useState<Data | "failed" | null>(null);
  const [round, setRound] = useState(0);
  const search = new URLSearchParams(query).toString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks for the same again.
  useEffect(() => {
    let isWanted = true;
    const show = (shown: Data | "failed") => {
      if (isWanted) setData(shown);
    };
    new ApiClient().getPage({ pageName, params: Object.fromEntries(new URLSearchParams(search)) }).then(
      (response) => show(response.data as Data),
      () => show("failed"),
    );
    return () => {
      isWanted = false;
    };
  }, [pageName, search, round]);
  return { data, reload: useCallback(() => setRound((before) => before + 1), []) };
}

/** @throws Error where the server cannot be asked or refuses */
export async function actOnPage<Answer>(pageName: string, data: object): Promise<Answer> {
  const headers = { "x-csrf-token": csrfToken() };
  const response = await new ApiClient().getPage({ pageName, method: "POST", data, headers });
  return response.data as Answer;
}
