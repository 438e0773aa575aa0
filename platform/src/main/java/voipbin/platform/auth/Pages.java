package voipbin.platform.auth;

/** The two pages that a link in a mail opens. The token is checked to be hex before it gets here. */
final class Pages {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>VoIPBIN</title>
            <style>body{font-family:sans-serif;max-width:28em;margin:4em auto}input,button{font:inherit;padding:.4em}</style>
            </head><body>
            <form id="form">%s</form><p id="said" role="status"></p>
            <script>
            document.getElementById('form').addEventListener('submit', async event => {
              event.preventDefault();
              const body = Object.fromEntries(new FormData(event.target));
              const reply = await fetch('%s', {method: 'POST', body: JSON.stringify(body)});
              document.getElementById('said').textContent = reply.ok ? '%s' : 'This did not work: %s';
            });
            </script></body></html>
            """;

    private Pages() {}

    static String verify(String token) {
        return FRAME.formatted(
                "<h1>Verify your e-mail address</h1>" + hidden(token) + "<button>Verify</button>",
                "/auth/email-verify",
                "Your e-mail address is verified. A mail to set your password is on its way.",
                "the link is unknown or older than an hour.");
    }

    static String password(String token) {
        return FRAME.formatted(
                "<h1>Set your password</h1>" + hidden(token)
                        + "<label>New password, 8 characters or more <input type=\"password\" name=\"password\""
                        + " minlength=\"8\" required autocomplete=\"new-password\"></label> <button>Set</button>",
                "/auth/password-reset",
                "Your password is set.",
                "the password is too short, or the link is used, unknown or older than an hour.");
    }

    private static String hidden(String token) {
        return "<input type=\"hidden\" name=\"token\" value=\"" + token + "\">";
    }
}
