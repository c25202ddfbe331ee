// Server-sent events. An EventSource cannot send a header, so they are read with fetch.
export async function* frames(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const frame = {};
      for (const line of text.slice(0, end).split("\n")) {
        const [, name, content] = /^(\w+): ?(.*)$/.exec(line) ?? [];
        if (name) frame[name] = content;
      }
      text = text.slice(end + 2);
      if (frame.data !== undefined) yield frame;
    }
  }
}
