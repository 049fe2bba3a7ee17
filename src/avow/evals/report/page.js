"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 25;
  const $ = (id) => document.getElementById(id);
  const el = (tag, cls, text) => {
    const node = document.createElement(tag);
    if (cls) node.className = cls;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  // Offsets count code points, JavaScript strings count halves of them.
  const points = (text) => Array.from(text);
  const state = (item) => {
    if (item.error.length) return "errored";
    const values = Object.values(item.scores);
    if (!values.length) return "missing";
    return values.some((v) => v === false) ? "failed" : "passed";
  };
  const option = (select, values) => [...values].sort().forEach((v) => select.append(el("option", "", v)));
  option($("f-check"), new Set(data.items.flatMap((i) => Object.keys(i.scores))));
  option($("f-group"), new Set(data.items.flatMap((i) => i.groups)));

  const colour = (item) => {
    const order = [...new Set(item.sentences.flatMap((s) => s[1]))];
    return (id) => order.includes(id) ? "s" + (order.indexOf(id) % 8) : "quiet";
  };

  const answer = (item) => {
    const box = el("p", "answer");
    const text = points(item.text);
    const spans = [
      ...item.marks.map((m) => ({ a: m[0], b: m[1], label: m[2] })),
      ...item.findings.map((f) => ({ a: f[0], b: f[1], severity: f[2], told: f[3] + ": " + f[4] })),
    ].filter((s) => s.b > s.a);
    const cuts = new Set([0, text.length]);
    const ends = new Map();
    let at = 0;
    item.sentences.forEach(([said, cites]) => {
      const end = at + points(said).length;
      cuts.add(end);
      ends.set(end, cites);
      at = end + 1;
    });
    spans.forEach((s) => { cuts.add(Math.min(s.a, text.length)); cuts.add(Math.min(s.b, text.length)); });
    const edges = [...cuts].sort((x, y) => x - y);
    for (let n = 0; n + 1 < edges.length; n++) {
      const here = spans.filter((s) => s.a <= edges[n] && edges[n + 1] <= s.b);
      const piece = text.slice(edges[n], edges[n + 1]).join("");
      const chips = () => (ends.get(edges[n + 1]) || []).forEach((id) => box.append(el("span", "chip " + colour(item)(id), id)));
      if (!here.length) { box.append(piece); chips(); continue; }
      const label = here.find((s) => s.label);
      const node = el(label ? "mark" : "span", ["block", "ask", "warn"].find((k) => here.some((s) => s.severity === k)) || "", piece);
      node.title = here.map((s) => s.label ? "label: " + s.label : s.told).join("\n");
      box.append(node);
      chips();
    }
    return box;
  };

  const details = (item) => {
    const box = el("details");
    box.append(el("summary", "", "sources, findings, scores"));
    box.addEventListener("toggle", () => {
      if (!box.open || box.childElementCount > 1) return;
      const brief = data.briefs[item.brief];
      const inner = el("div", "small");
      const shade = colour(item);
      inner.append(el("p", "quiet", "Asked: " + brief.question));
      brief.statements.forEach(([id, owner, field, text]) => {
        const line = el("p");
        line.append(el("span", "chip " + shade(id), id), el("span", "quiet", owner === "company" ? field + " " : ""), text);
        inner.append(line);
      });
      if (brief.withhold.length) inner.append(el("p", "quiet", "To withhold: " + brief.withhold.join("; ")));
      if (item.expect) {
        const { fit, status, aspiration, avoid } = item.expect;
        const kept = aspiration ? "; keeps “" + aspiration + "”" : "";
        const never = avoid.length ? "; avoids " + avoid.map((a) => "“" + a + "”").join(", ") : "";
        inner.append(el("p", "quiet", "Expected: " + status + ", fit " + fit + kept + never));
      }
      if (item.planted) inner.append(el("p", "", "Planted: " + item.planted));
      if (item.obeyed) inner.append(el("p", "", "Shown of an obedient model: " + item.obeyed));
      (item.faults || []).forEach(([check, type, text]) => inner.append(el("p", "bad", check + " (" + type + "): " + text)));
      item.findings.forEach((f) => inner.append(el("p", "", f[2] + " " + f[3] + ": " + f[4] + (f[5] ? " [" + f[5] + "]" : ""))));
      const told = ([name, v]) => v === true ? "✓ " + name : v === false ? "✗ " + name : name + " " + v;
      inner.append(el("p", "quiet", Object.entries(item.scores).map(told).join("  ")));
      item.notes.forEach((note) => inner.append(el("p", "quiet", note)));
      box.append(inner);
    });
    return box;
  };

  const card = (item) => {
    const li = el("li");
    const head = el("p", "head");
    head.append(el("b", "", item.id), el("span", "", item.suite));
    item.groups.forEach((g) => head.append(el("span", "", g)));
    if (item.status) head.append(el("span", "", item.status));
    Object.entries(item.scores).filter(([, v]) => v === false).forEach(([k]) => head.append(el("span", "bad", "✗ " + k)));
    if (item.lost.length) head.append(el("span", "bad", "lost " + item.lost.join(", ")));
    if (item.won.length) head.append(el("span", "good", "won " + item.won.join(", ")));
    li.append(head);
    if (item.error.length) li.append(el("p", "bad", item.error.join(": ")));
    if (item.text) li.append(answer(item));
    else li.append(el("p", "quiet", "no answer is shown"));
    const whole = item.marks.filter((m) => m[1] <= m[0]);
    if (whole.length) li.append(el("p", "small", "Labelled as a whole: " + whole.map((m) => m[2]).join(", ")));
    if (item.diff && item.diff.some((d) => d[0] !== "=")) {
      const diff = el("p", "answer small");
      item.diff.forEach(([op, text]) => diff.append(op === "=" ? text : el(op === "+" ? "ins" : "del", "", text)));
      li.append(el("p", "quiet small", "Against " + data.against + ":"), diff);
    }
    li.append(details(item));
    return li;
  };

  let found = [];
  let shown = 0;
  const more = () => {
    const part = document.createDocumentFragment();
    found.slice(shown, shown + PAGE).forEach((item) => part.append(card(item)));
    shown = Math.min(shown + PAGE, found.length);
    $("items").append(part);
    $("more").hidden = shown >= found.length;
    $("count").textContent = found.length + " of " + data.items.length + " items, " + shown + " shown";
  };
  const filter = () => {
    const [suite, st, check, group] = ["f-suite", "f-state", "f-check", "f-group"].map((id) => $(id).value);
    const text = $("f-text").value.toLowerCase();
    found = data.items.filter((item) =>
      (!suite || item.suite === suite) &&
      (!st || (st === "lost" || st === "won" ? item[st].length > 0 : state(item) === st)) &&
      (!check || check in item.scores) && (!check || st !== "failed" || item.scores[check] === false) &&
      (!group || item.groups.includes(group)) &&
      (!text || (item.id + " " + item.text).toLowerCase().includes(text)));
    shown = 0;
    $("items").replaceChildren();
    more();
  };
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("input", filter);
  $("more").addEventListener("click", more);
  filter();
})();
