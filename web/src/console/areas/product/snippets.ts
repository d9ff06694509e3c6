/** How a program calls a product: the request, what is signed, and the same in three languages. */
export interface Call {
  product: string
  host: string
  subscription: string
  purpose: string
  key: string
  consent?: string
  claims?: Record<string, string>
  /** The node's clock is not the world's: a demonstration. The snippets ask it for the time. */
  ownClock?: boolean
}

export type Language = 'curl' | 'java' | 'python'

export const callBody = ({subscription, purpose, key, consent, claims}: Call): string => JSON.stringify({subscription, purpose, key, ...(consent ? {consent} : {}), ...(claims ? {claims} : {})})

export const callPath = (product: string): string => `/api/v1/products/${product}/calls`

/** The text under the HMAC-SM3: method, path, milliseconds, nonce, SM3 of the body in hex. */
export const textToSign = (path: string, timestamp: string, nonce: string, digest: string): string => ['POST', path, timestamp, nonce, digest].join('\n')

export const signedText = (call: Call): string => textToSign(callPath(call.product), '$TIMESTAMP', '$NONCE', 'SM3_HEX(BODY)')

const shellTime = ({host, ownClock}: Call): string => (ownClock ? `# this demonstration has a clock of its own; against a node in service: TIMESTAMP=$(date +%s%3N)
TIMESTAMP=$(date -d "$(curl -sS ${host}/api/v1/start | sed 's/.*"now":"\\([^"]*\\)".*/\\1/')" +%s%3N)` : 'TIMESTAMP=$(date +%s%3N)')

const pythonTime = ({host, ownClock}: Call): string => (ownClock ? `# this demonstration has a clock of its own; against a node in service: now = time.time()
now = datetime.datetime.fromisoformat(json.load(urllib.request.urlopen("${host}/api/v1/start"))["now"]).timestamp()` : 'now = time.time()')

const javaTime = ({host, ownClock}: Call): string => (ownClock ? `// this demonstration has a clock of its own; against a node in service: long now = System.currentTimeMillis();
String start = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("${host}/api/v1/start")).build(), HttpResponse.BodyHandlers.ofString()).body();
long now = OffsetDateTime.parse(start.replaceAll("(?s).*\\"now\\":\\"([^\\"]*)\\".*", "$1")).toInstant().toEpochMilli();` : 'long now = System.currentTimeMillis();')

const curl = (call: Call): string => `BODY='${callBody(call).replaceAll("'", "'\\''")}'
${shellTime(call)}
NONCE=$(openssl rand -hex 16)
DIGEST=$(printf '%s' "$BODY" | openssl dgst -sm3 -r | cut -d' ' -f1)
SIGNATURE=$(printf 'POST\\n${callPath(call.product)}\\n%s\\n%s\\n%s' "$TIMESTAMP" "$NONCE" "$DIGEST" \\
  | openssl dgst -sm3 -hmac "$GONGSHU_SECRET" -binary | base64 -w0)
curl -sS ${call.host}${callPath(call.product)} -H 'Content-Type: application/json' \\
  -H "X-Gongshu-Key: $GONGSHU_KEY" -H "X-Gongshu-Timestamp: $TIMESTAMP" \\
  -H "X-Gongshu-Nonce: $NONCE" -H "X-Gongshu-Signature: $SIGNATURE" --data "$BODY"`

const python = (call: Call): string => `import base64, ${call.ownClock ? 'datetime, ' : ''}hashlib, hmac, ${call.ownClock ? 'json, ' : ''}os, secrets, ${call.ownClock ? '' : 'time, '}urllib.request

path = "${callPath(call.product)}"
body = ${JSON.stringify(callBody(call))}.encode()
${pythonTime(call)}
timestamp, nonce = str(int(now * 1000)), secrets.token_hex(16)
text = "\\n".join(["POST", path, timestamp, nonce, hashlib.new("sm3", body).hexdigest()])
signature = base64.b64encode(hmac.new(os.environ["GONGSHU_SECRET"].encode(), text.encode(), "sm3").digest()).decode()
request = urllib.request.Request("${call.host}" + path, body, {
    "Content-Type": "application/json", "X-Gongshu-Key": os.environ["GONGSHU_KEY"], "X-Gongshu-Timestamp": timestamp,
    "X-Gongshu-Nonce": nonce, "X-Gongshu-Signature": signature})
print(urllib.request.urlopen(request).read().decode())`

const java = (call: Call): string => `// Java 17 with Bouncy Castle (bcprov) for SM3
Security.addProvider(new BouncyCastleProvider());
String path = "${callPath(call.product)}", body = ${JSON.stringify(callBody(call))};
${javaTime(call)}
String timestamp = Long.toString(now), nonce = UUID.randomUUID().toString().replace("-", "");
byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SM3", "BC").digest(bytes));
Mac mac = Mac.getInstance("HMACSM3", "BC");
mac.init(new SecretKeySpec(System.getenv("GONGSHU_SECRET").getBytes(StandardCharsets.UTF_8), "HMACSM3"));
String text = String.join("\\n", "POST", path, timestamp, nonce, digest);
String signature = Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
HttpRequest request = HttpRequest.newBuilder(URI.create("${call.host}" + path))
    .header("Content-Type", "application/json").header("X-Gongshu-Key", System.getenv("GONGSHU_KEY"))
    .header("X-Gongshu-Timestamp", timestamp).header("X-Gongshu-Nonce", nonce).header("X-Gongshu-Signature", signature)
    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
System.out.println(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());`

export const snippets: Record<Language, (call: Call) => string> = {curl, java, python}
