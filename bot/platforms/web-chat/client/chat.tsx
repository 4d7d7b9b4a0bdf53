// The chat page: the age is asked first, then the thread.
import { render } from "preact";
import { useCallback, useMemo, useState } from "preact/hooks";
import { AgeGate } from "./age-gate.tsx";
import { type Api, openApi } from "./api.ts";
import type { ChatBoot } from "./boot.ts";
import { Composer } from "./composer.tsx";
import { LineList } from "./line-list.tsx";
import { openSession } from "./session.ts";
import { useThread } from "./use-thread.ts";

interface TalkProps extends Pick<ChatBoot, "words" | "maxChars"> {
  readonly api: Api;
  readonly token: string;
  readonly onForget: () => void;
}

function Talk({ api, token, words, maxChars, onForget }: TalkProps) {
  const thread = useThread(api, token, onForget);
  const notice = thread.standing === "open" && thread.isPaused ? words.paused : words[thread.standing];
  return (
    <>
      <LineList thread={thread} words={words} />
      <div role="status">
        {notice !== "" && <p class="bar">{notice}</p>}
        {thread.isOffline && <p class="bar">{words.offline}</p>}
      </div>
      {thread.standing !== "closed" && <Composer words={words} maxChars={maxChars} onSend={thread.send} />}
      <button type="button" class="link forget" onClick={() => confirm(words.forgetSure) && onForget()}>
        {words.forget}
      </button>
    </>
  );
}

function Chat({ path, words, maxChars }: ChatBoot) {
  const session = useMemo(() => openSession(path), [path]);
  const api = useMemo(() => openApi(path, session.keep), [path, session]);
  const [token, setToken] = useState(session.read());
  const forget = useCallback(() => {
    session.forget();
    setToken(null);
  }, [session]);
  const begin = (fresh: string) => {
    session.keep(fresh);
    setToken(fresh);
  };
  if (token === null) return <AgeGate api={api} words={words} onToken={begin} />;
  return <Talk key={token} {...{ api, token, words, maxChars }} onForget={forget} />;
}

const main = document.getElementById("chat");
const boot: ChatBoot | null = JSON.parse(main?.dataset.boot ?? "null");
if (main && boot) {
  const talk = document.createElement("div");
  talk.className = "talk";
  main.append(talk);
  render(<Chat {...boot} />, talk);
}
