package voipbin.kit.outward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Connections to hosts that customers name, for what is not HTTP. What is checked is what is connected to: a name that
 * changes its mind meanwhile gains nothing. Safe for all threads; all methods block.
 */
public final class OutwardSockets {

    private final AddressRules rules;
    private final Duration patience;
    private final SSLSocketFactory secure;

    /**
     * Trusts whom this Java trusts.
     *
     * @param patience until connected
     */
    public OutwardSockets(AddressRules rules, Duration patience) {
        this(rules, patience, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param secure who is trusted with TLS */
    OutwardSockets(AddressRules rules, Duration patience, SSLSocketFactory secure) {
        this.rules = rules;
        this.patience = patience;
        this.secure = secure;
    }

    /**
     * Where packets to this host go.
     *
     * @throws IOException when there is no such host, or it has an address that may not be used
     */
    public InetSocketAddress resolve(HostPort to) throws IOException {
        InetAddress[] all = InetAddress.getAllByName(to.host());
        for (InetAddress address : all) {
            if (!rules.allow(address)) {
                throw new UnknownHostException(to.host() + " is at a private or reserved address");
            }
        }
        return new InetSocketAddress(all[0], to.port());
    }

    /** @throws IOException when nobody can be reached there, or may be */
    public Socket connect(HostPort to) throws IOException {
        InetSocketAddress address = resolve(to);
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, (int) patience.toMillis());
            return socket;
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    /** The same with TLS; the certificate must be for that name. */
    public Socket connectSecurely(HostPort to) throws IOException {
        Socket plain = connect(to);
        try {
            plain.setSoTimeout((int) patience.toMillis());
            SSLSocket socket = (SSLSocket) secure.createSocket(plain, to.host(), to.port(), true);
            SSLParameters named = socket.getSSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(named);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return socket;
        } catch (IOException refused) {
            plain.close();
            throw refused;
        }
    }
}
