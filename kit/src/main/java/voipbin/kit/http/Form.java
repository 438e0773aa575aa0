package voipbin.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import voipbin.base.Problem;

/** A body of {@code multipart/form-data} (RFC 7578); what is large in it lies in temporary files. */
final class Form {

    private static final Logger LOG = LoggerFactory.getLogger(Form.class);

    private static final String REASON = "INVALID_FILE_UPLOAD";
    private static final int IN_MEMORY = 64 * 1024;
    private static final int LONGEST_TEXT = 64 * 1024;

    /** What texts, names and boundaries may add to the file. */
    private static final long REST = 256 * 1024;

    private final Collection<Part> parts;

    private Form(Collection<Part> parts) {
        this.parts = parts;
    }

    /** @throws Problem 400 {@code INVALID_FILE_UPLOAD} */
    static Form read(Context request, Notes.Form form) {
        String type = Optional.ofNullable(request.header("Content-Type")).orElse("");
        if (!type.startsWith("multipart/form-data")) {
            throw Problem.invalid(REASON, "body", "must be multipart/form-data (RFC 7578)");
        }
        long most = form.maxBytes() + REST;
        if (request.req().getContentLengthLong() > most) {
            throw tooLong(request, form);
        }
        MultipartConfigElement config = new MultipartConfigElement("", form.maxBytes(), most, IN_MEMORY);
        request.req().setAttribute(ServletContextRequest.MULTIPART_CONFIG_ELEMENT, config);
        try {
            return new Form(request.req().getParts());
        } catch (IllegalStateException larger) {
            throw tooLong(request, form);
        } catch (IOException | ServletException | RuntimeException broken) {
            LOG.debug("a form cannot be read", broken);
            request.header("Connection", "close");
            throw Problem.invalid(REASON, "body", "is no proper form with files of at most " + form.maxBytes() + " bytes");
        }
    }

    private static Problem tooLong(Context request, Notes.Form form) {
        // the rest of the body is not worth reading
        request.header("Connection", "close");
        return Problem.invalid(REASON, form.file(), "must not be longer than " + form.maxBytes() + " bytes");
    }

    Upload file(String field) {
        Part part = find(field);
        if (part == null || part.getSubmittedFileName() == null) {
            throw Problem.invalid(REASON, field, "must be a file");
        }
        String name = part.getSubmittedFileName();
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String type = Optional.ofNullable(part.getContentType()).orElse("");
        return new Upload(last, type, part.getSize(), open(part));
    }

    String text(String field) {
        Part part = find(field);
        if (part == null) {
            return "";
        }
        if (part.getSize() > LONGEST_TEXT) {
            throw Problem.invalid(REASON, field, "must not be longer than " + LONGEST_TEXT + " bytes");
        }
        try (InputStream in = open(part)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException lost) {
            throw broken();
        }
    }

    /** Adds what was sent, but not how it was parted: a boundary changes with every attempt. */
    void addTo(MessageDigest digest) {
        for (Part part : parts) {
            digest.update((part.getName() + "\n" + part.getSubmittedFileName() + "\n" + part.getSize() + "\n")
                    .getBytes(UTF_8));
            try (DigestInputStream in = new DigestInputStream(open(part), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException lost) {
                throw broken();
            }
        }
    }

    void delete() {
        for (Part part : parts) {
            try {
                part.delete();
            } catch (IOException kept) {
                LOG.warn("a temporary file of an upload cannot be deleted: {}", kept.getMessage());
            }
        }
    }

    private @Nullable Part find(String field) {
        return parts.stream()
                .filter(part -> field.equals(part.getName()))
                .findFirst()
                .orElse(null);
    }

    private static InputStream open(Part part) {
        try {
            return part.getInputStream();
        } catch (IOException lost) {
            throw broken();
        }
    }

    private static Problem broken() {
        return Problem.invalid(REASON, "body", "cannot be read");
    }
}
