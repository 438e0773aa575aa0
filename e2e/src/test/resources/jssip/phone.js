// A phone as a page: it is told what to do by /next, and tells what happens to /happened/KIND and what it heard to /heard.
const JsSIP = requireFrom("/", "jssip");
const setting = new URLSearchParams(location.search);
// a telephone would clean the microphone's sound, and a tone is what it takes for noise
const plain = { audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false }, video: false };
const media = { mediaConstraints: plain, pcConfig: { iceServers: [] } };
const collector = `registerProcessor("collector", class extends AudioWorkletProcessor {
  process([[sound]]) { if (sound) this.port.postMessage(sound.slice()); return true; }
});`;

const posts = { last: Promise.resolve() };
const post = (path, body) => (posts.last = posts.last.then(() => fetch(path, { method: "POST", body })));
const tell = (kind, detail = "") => post("/happened/" + kind, String(detail));
window.addEventListener("error", (event) => tell("NOTE", event.message));
window.addEventListener("unhandledrejection", (event) => tell("NOTE", event.reason));

const phone = new JsSIP.UA({
  sockets: [new JsSIP.WebSocketInterface(setting.get("socket"))],
  uri: setting.get("uri"),
  password: setting.get("password"),
});
let session;
let heard;

async function listen(event) {
  const stream = event.streams[0] ?? new MediaStream([event.track]);
  const audio = Object.assign(new Audio(), { srcObject: stream, muted: true });
  audio.play(); // a remote stream that nobody plays is silent for Web Audio
  const context = new AudioContext({ sampleRate: 16000 });
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([collector], { type: "text/javascript" })));
  const node = new AudioWorkletNode(context, "collector");
  const parts = [];
  node.port.onmessage = ({ data }) => parts.push(data);
  context.createMediaStreamSource(stream).connect(node).connect(context.destination);
  heard = { parts, audio, stop: () => context.close() };
}

async function handOver() {
  if (!heard) return;
  await heard.stop();
  const samples = heard.parts.flatMap((part) => Array.from(part, (value) => Math.round(value * 32767)));
  heard = undefined;
  await post("/heard", new Int16Array(samples));
}

async function secured(connection) {
  const report = [...(await connection.getStats()).values()].find((one) => one.type === "transport");
  tell("NOTE", `dtls ${report?.dtlsState} ${report?.srtpCipher}`);
}

// what is said and heard once sound comes, by RFC 7587's and RFC 3551's names
async function spoken() {
  const reports = await session.connection.getStats();
  for (const one of reports.values()) {
    if (one.type === "inbound-rtp" || one.type === "outbound-rtp") {
      tell("NOTE", `${one.type} ${reports.get(one.codecId)?.mimeType}`);
    }
  }
}

phone.on("registered", () => tell("REGISTERED"));
phone.on("unregistered", () => tell("UNREGISTERED"));
phone.on("registrationFailed", ({ cause }) => tell("REGISTRATION_FAILED", cause));
phone.on("disconnected", ({ reason }) => tell("NOTE", "disconnected " + reason));
phone.on("newRTCSession", (event) => {
  session = event.session;
  const watch = (connection) => {
    connection.addEventListener("track", listen);
    connection.addEventListener("connectionstatechange", () => {
      tell("NOTE", "connection " + connection.connectionState);
      if (connection.connectionState === "connected") secured(connection);
    });
  };
  if (session.connection) watch(session.connection);
  session.on("peerconnection", ({ peerconnection }) => watch(peerconnection));
  session.on("progress", () => session.direction === "outgoing" && tell("RINGING_THERE"));
  session.on("confirmed", () => tell("CONNECTED"));
  for (const end of ["ended", "failed"]) {
    session.on(end, ({ cause }) => handOver().finally(() => tell("ENDED", cause)));
  }
  if (session.direction === "incoming") tell("RINGING", event.request.from.uri);
});

const commands = {
  answer: () => session.answer(media),
  call: (uri) => phone.call(uri, media),
  spoken,
  hangup: () => session.terminate(),
};

async function obey() {
  for (;;) {
    const answer = await fetch("/next");
    if (answer.status !== 200) continue;
    const [word, detail] = (await answer.text()).split(" ");
    try {
      commands[word](detail);
    } catch (error) {
      tell("NOTE", `${word}: ${error}`);
    }
  }
}

phone.start();
tell("READY");
obey();
