package voipbin.sip.message;

/** A request's method, case-sensitive (RFC 3261, 7.1); any token is one, known or not. */
public record Method(String name) {

    public static final Method INVITE = new Method("INVITE");
    public static final Method ACK = new Method("ACK");
    public static final Method BYE = new Method("BYE");
    public static final Method CANCEL = new Method("CANCEL");
    public static final Method REGISTER = new Method("REGISTER");
    public static final Method OPTIONS = new Method("OPTIONS");
    public static final Method INFO = new Method("INFO");
    public static final Method UPDATE = new Method("UPDATE");
    public static final Method MESSAGE = new Method("MESSAGE");
    public static final Method PRACK = new Method("PRACK");
    public static final Method REFER = new Method("REFER");
    public static final Method NOTIFY = new Method("NOTIFY");
    public static final Method SUBSCRIBE = new Method("SUBSCRIBE");

    /** @throws IllegalArgumentException if the name is not a token */
    public Method {
        if (!Syntax.isToken(name)) {
            throw new IllegalArgumentException("not a method: " + name);
        }
    }

    /** The method of this name; the well-known ones are shared objects. */
    public static Method of(String name) {
        return switch (name) {
            case "INVITE" -> INVITE;
            case "ACK" -> ACK;
            case "BYE" -> BYE;
            case "CANCEL" -> CANCEL;
            case "REGISTER" -> REGISTER;
            case "OPTIONS" -> OPTIONS;
            case "INFO" -> INFO;
            case "UPDATE" -> UPDATE;
            case "MESSAGE" -> MESSAGE;
            case "PRACK" -> PRACK;
            case "REFER" -> REFER;
            case "NOTIFY" -> NOTIFY;
            case "SUBSCRIBE" -> SUBSCRIBE;
            default -> new Method(name);
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
