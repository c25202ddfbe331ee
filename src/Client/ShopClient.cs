using System.Net;

namespace ShopActors.Client;

/// <summary>
/// A client of a shop's HTTP API. It is safe for concurrent use; make one and keep it, or let
/// <see cref="ShopClientServices.AddShopClient"/> provide it.
/// </summary>
/// <remarks>
/// <para>
/// Every write carries an <c>Idempotency-Key</c>, so the client repeats reads and writes alike when a connection fails
/// or the shop is busy, and a write has one effect however often it was sent.
/// </para>
/// <para>
/// A refusal is a <see cref="ShopProblemException"/>; no answer in time is a <see cref="ShopUnreachableException"/>.
/// </para>
/// </remarks>
public sealed class ShopClient : IDisposable
{
    // A connection that is kept for ever never sees that the shop's name has another address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly CallSender _sender;
    private readonly HttpClient? _owned;

    /// <summary>Makes a client with connections of its own, for scripts and programs without a container.</summary>
    /// <param name="options">The shop's address, and how to call it.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public ShopClient(ShopClientOptions options)
        : this(new HttpClient(NewHandler()) { Timeout = Timeout.InfiniteTimeSpan }, options, TimeProvider.System) =>
        _owned = _sender.Http;

    /// <summary>Makes a client that sends by another's connections, which it does not dispose.</summary>
    /// <param name="http">
    /// Sends the requests. Its handler must not keep cookies: the shop would take all callers for one guest.
    /// </param>
    /// <param name="options">The shop's address, and how to call it.</param>
    /// <param name="time">Measures the delays and limits of time.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public ShopClient(HttpClient http, ShopClientOptions options, TimeProvider time)
        : this(new CallSender(http, Checked(options), time), options.Token)
    {
    }

    private ShopClient(CallSender sender, string? token)
    {
        _sender = sender;
        var caller = new Caller(sender, token);
        Products = new(caller);
        Carts = new(caller);
        Orders = new(caller);
        Fulfilment = new(caller);
        Promotions = new(caller);
        Payments = new(caller);
        Stock = new(caller);
        Customers = new(caller);
        Sessions = new(caller);
        OwnCart = new(caller);
        Audit = new(caller);
        Webhooks = new(caller);
        Subscriptions = new(caller);
        Operators = new(caller);
    }

    /// <summary>The catalogue.</summary>
    public ProductsClient Products { get; }

    /// <summary>Carts of guests and customers.</summary>
    public CartsClient Carts { get; }

    /// <summary>Orders and refunds.</summary>
    public OrdersClient Orders { get; }

    /// <summary>Shipments and returns.</summary>
    public FulfilmentClient Fulfilment { get; }

    /// <summary>Promotions and their coupons.</summary>
    public PromotionsClient Promotions { get; }

    /// <summary>Payments.</summary>
    public PaymentsClient Payments { get; }

    /// <summary>Stock and reservations.</summary>
    public StockClient Stock { get; }

    /// <summary>Registered customers.</summary>
    public CustomersClient Customers { get; }

    /// <summary>Signing in and out, and the sessions of customers.</summary>
    public SessionsClient Sessions { get; }

    /// <summary>The one cart of the caller, by short routes.</summary>
    public OwnCartClient OwnCart { get; }

    /// <summary>Auditing the shop.</summary>
    public AuditClient Audit { get; }

    /// <summary>Webhook endpoints.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>Brokers and streams that get events.</summary>
    public SubscriptionsClient Subscriptions { get; }

    /// <summary>Operators' keys, and the log of what operators do.</summary>
    public OperatorsClient Operators { get; }

    /// <summary>
    /// A client of the same shop, over the same connections, with another's credentials. It needs no disposal and is
    /// cheap enough for a single call.
    /// </summary>
    /// <param name="token">The token of a guest, a customer or an operator; null for none.</param>
    /// <exception cref="ArgumentException">The token cannot be sent.</exception>
    public ShopClient WithToken(string? token) => new(_sender, SentText.Token(token));

    /// <summary>Closes the connections that the client made itself.</summary>
    public void Dispose() => _owned?.Dispose();

    /// <summary>Connections without cookies, which would mix the guests that the shop knows by them.</summary>
    internal static SocketsHttpHandler NewHandler() => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = ConnectionLifetime,
    };

    private static ShopClientOptions Checked(ShopClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = ShopClientOptionsValidator.FailuresOf(options).ToList();
        return failures.Count == 0
            ? options
            : throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }
}
