package voipbin.kit.auth;

/** The bits of a permission mask and the masks that operations ask for (conventions §4). */
public final class Permission {

    public static final int NONE = 0;
    public static final int PROJECT_SUPER_ADMIN = 0x0001;
    public static final int PROJECT_ALL = 0x000F;
    public static final int CUSTOMER_AGENT = 0x0010;
    public static final int CUSTOMER_ADMIN = 0x0020;
    public static final int CUSTOMER_MANAGER = 0x0040;
    public static final int CUSTOMER_ALL = 0x00F0;
    public static final int ADMIN_OR_MANAGER = CUSTOMER_ADMIN | CUSTOMER_MANAGER;
    /** As a required value: every identity of the same customer. */
    public static final int ANYONE = 0xFFFF;

    private Permission() {}
}
