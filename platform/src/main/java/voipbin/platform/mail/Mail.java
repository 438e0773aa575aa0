package voipbin.platform.mail;

/** A mail in plain text to one person. */
public record Mail(String to, String subject, String text) {}
