package voipbin.media.codec;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The functions of libopus that we call, found when the first codec is asked for; perhaps there are none. */
@SuppressWarnings("restricted") // that is what it is for
final class LibOpus {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;
    private static final Optional<SymbolLookup> LIBRARY = load();

    /** {@code int opus_encoder_get_size(int channels)}. */
    static final MethodHandle ENCODER_SIZE = bind("opus_encoder_get_size", FunctionDescriptor.of(INT, INT));

    /** {@code int opus_encoder_init(OpusEncoder*, opus_int32 rate, int channels, int application)}. */
    static final MethodHandle ENCODER_INIT =
            bind("opus_encoder_init", FunctionDescriptor.of(INT, POINTER, INT, INT, INT));

    /** {@code int opus_encoder_ctl(OpusEncoder*, int request, opus_int32 value)}; variadic in C. */
    static final MethodHandle ENCODER_CTL =
            bind("opus_encoder_ctl", FunctionDescriptor.of(INT, POINTER, INT, INT), Linker.Option.firstVariadicArg(2));

    /** {@code opus_int32 opus_encode(OpusEncoder*, opus_int16*, int samples, uchar* data, opus_int32 room)}. */
    static final MethodHandle ENCODE =
            bind("opus_encode", FunctionDescriptor.of(INT, POINTER, POINTER, INT, POINTER, INT));

    /** {@code int opus_decoder_get_size(int channels)}. */
    static final MethodHandle DECODER_SIZE = bind("opus_decoder_get_size", FunctionDescriptor.of(INT, INT));

    /** {@code int opus_decoder_init(OpusDecoder*, opus_int32 rate, int channels)}. */
    static final MethodHandle DECODER_INIT = bind("opus_decoder_init", FunctionDescriptor.of(INT, POINTER, INT, INT));

    /** {@code int opus_decode(OpusDecoder*, uchar* data, opus_int32 length, opus_int16*, int samples, int fec)}. */
    static final MethodHandle DECODE =
            bind("opus_decode", FunctionDescriptor.of(INT, POINTER, POINTER, INT, POINTER, INT, INT));

    private LibOpus() {}

    static boolean isThere() {
        return LIBRARY.isPresent();
    }

    /** Zeroed memory of the codec's size, freed when nobody has it any more. */
    static MemorySegment state(MethodHandle size) {
        try {
            return Arena.ofAuto().allocate((int) size.invokeExact(1), 16);
        } catch (Throwable broken) {
            throw broken(broken);
        }
    }

    /** What a downcall throws is never the peer's doing. */
    static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("a call of libopus failed", cause);
    }

    private static Optional<SymbolLookup> load() {
        try {
            return Optional.of(SymbolLookup.libraryLookup(System.mapLibraryName("opus") + soname(), Arena.global()));
        } catch (IllegalArgumentException | IllegalCallerException absent) {
            log().info("Opus is not offered: {}", absent.getMessage());
            return Optional.empty();
        }
    }

    /** On Linux the plain name belongs to the development package. */
    private static String soname() {
        return System.mapLibraryName("opus").endsWith(".so") ? ".0" : "";
    }

    private static Logger log() {
        return LoggerFactory.getLogger(LibOpus.class);
    }

    private static MethodHandle bind(String name, FunctionDescriptor type, Linker.Option... options) {
        return LIBRARY.flatMap(library -> library.find(name))
                .map(function -> Linker.nativeLinker().downcallHandle(function, type, options))
                .orElseGet(() -> MethodHandles.empty(type.toMethodType()));
    }
}
