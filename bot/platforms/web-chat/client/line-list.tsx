// The messages, newest at the bottom; earlier ones come when one scrolls up to them.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { RichText } from "../../../surfaces/web/client/rich-text.tsx";
import type { Line } from "./api.ts";
import type { ChatWords } from "./boot.ts";
import type { Outgoing, Thread } from "./use-thread.ts";

/** Closer to an end than this counts as being there. */
const NEAR_PX = 80;

interface LineListProps {
  readonly thread: Thread;
  readonly words: ChatWords;
}

export function LineList({ thread, words }: LineListProps) {
  const { lines, outgoing, hasEarlier, isTyping, seenSeq } = thread;
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const heightBefore = useRef(0);
  const [isLoading, setLoading] = useState(false);
  const firstSeq = lines[0]?.seq;
  const lastMine = lines.findLast((line) => line.from === "me");

  // What is being read stays where it is, whichever end grows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is what is shown that moves the list
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    else if (isLoading) element.scrollTop += element.scrollHeight - heightBefore.current;
    heightBefore.current = element.scrollHeight;
  }, [lines, outgoing, isTyping, firstSeq]);

  const loadEarlier = async () => {
    if (isLoading) return;
    setLoading(true);
    isAtEnd.current = false;
    try {
      await thread.loadEarlier();
    } finally {
      setLoading(false);
    }
  };
  const onScroll = () => {
    const element = list.current;
    if (!element) return;
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    if (element.scrollTop < NEAR_PX && hasEarlier && !isAtEnd.current) void loadEarlier();
  };
  const onGrown = () => {
    if (isAtEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  };

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who uses a keyboard scrolls it, too
    <section class="lines" ref={list} onScroll={onScroll} tabIndex={0} aria-label={words.log}>
      {hasEarlier && (
        <button type="button" class="quiet" onClick={loadEarlier} disabled={isLoading}>
          {words.older}
        </button>
      )}
      <div role="log" aria-label={words.log}>
        <ol>
          {lines.map((line) => (
            <Bubble key={line.id} line={line} words={words} onGrown={onGrown}>
              {line === lastMine && line.seq !== undefined && line.seq <= seenSeq && <p class="mark">{words.seen}</p>}
            </Bubble>
          ))}
          {outgoing.map((line) => (
            <Bubble key={line.id} line={line} words={words} onGrown={onGrown}>
              <OutgoingMark line={line} words={words} onAgain={() => thread.again(line)} />
            </Bubble>
          ))}
        </ol>
      </div>
      <p class={isTyping ? "typing" : "typing off"} role="status">
        {isTyping && (
          <>
            <span class="hidden">{words.typing}</span>
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
          </>
        )}
      </p>
    </section>
  );
}

interface BubbleProps {
  readonly line: Line;
  readonly words: ChatWords;
  readonly onGrown: () => void;
  readonly children?: preact.ComponentChildren;
}

function Bubble({ line, words, onGrown, children }: BubbleProps) {
  const at = new Date(line.at);
  const { media } = line;
  return (
    <li class={line.from}>
      <span class="hidden">{line.from === "me" ? words.you : words.them}: </span>
      <div class="bubble" title={at.toLocaleString(document.documentElement.lang)}>
        {media?.kind === "image" && <img src={media.url} alt={words.picture} onLoad={onGrown} />}
        {media?.kind === "audio" && (
          // biome-ignore lint/a11y/useMediaCaption: the words of a voice note stand beside it
          <audio src={media.url} controls aria-label={words.voice} />
        )}
        {line.text !== "" && (
          <p dir="auto">
            <RichText text={line.text} />
          </p>
        )}
      </div>
      {children}
    </li>
  );
}

interface OutgoingMarkProps {
  readonly line: Outgoing;
  readonly words: ChatWords;
  readonly onAgain: () => void;
}

function OutgoingMark({ line, words, onAgain }: OutgoingMarkProps) {
  if (line.failure === undefined) return <p class="mark">{words.sending}</p>;
  return (
    <p class="mark failed" role="alert">
      {words.notSent} {line.failure}{" "}
      <button type="button" class="link" onClick={onAgain}>
        {words.again}
      </button>
    </p>
  );
}
