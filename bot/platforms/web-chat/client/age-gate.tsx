// Nobody chats who has not confirmed to be an adult.
import { useState } from "preact/hooks";
import type { Api } from "./api.ts";
import type { ChatWords } from "./boot.ts";

interface AgeGateProps {
  readonly api: Api;
  readonly words: ChatWords;
  readonly onToken: (token: string) => void;
}

export function AgeGate({ api, words, onToken }: AgeGateProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const begin = async (event: Event) => {
    event.preventDefault();
    setAsking(true);
    try {
      onToken(await api.begin());
    } catch (thrown) {
      setFailure(thrown instanceof Error && thrown.message ? thrown.message : words.offline);
      setAsking(false);
    }
  };
  return (
    <form class="gate" onSubmit={begin}>
      <h2>{words.ageTitle}</h2>
      <label class="check">
        <input type="checkbox" required /> {words.ageConfirm}
      </label>
      {failure !== null && (
        <p class="error" role="alert">
          {failure}
        </p>
      )}
      <button type="submit" disabled={isAsking}>
        {words.begin}
      </button>
    </form>
  );
}
