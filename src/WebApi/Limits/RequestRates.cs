using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Events;

namespace ShopActors.WebApi.Limits;

/// <summary>
/// Sheds requests above the process's capacity (503) and above the rate of an address or a principal (429). Each of
/// these answers means that nothing was executed. Health probes and the payment provider's webhooks are never shed.
/// </summary>
/// <remarks>
/// Callers are counted in a fixed number of buckets by a hash that is seeded per run, so the limits need constant
/// memory, and no caller can choose to share another's bucket.
/// </remarks>
internal sealed class RequestRates
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(10);
    private static readonly Meter Meter = new("ShopActors");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "shop.api.refusals", "{request}", "Requests refused by a limit, by limit.");

    // Null if the limit is disabled.
    private readonly BucketRates? _addresses;
    private readonly BucketRates? _principals;
    private readonly BucketRates? _creations;
    private readonly int _inFlightMax;
    private int _inFlight;

    public RequestRates(IOptions<ApiLimits> options, TimeProvider time)
    {
        var limits = options.Value;
        _addresses = Create(limits.RequestsPerSecondPerAddress, time);
        _principals = Create(limits.RequestsPerSecondPerPrincipal, time);
        _creations = Create(limits.CreationsPerSecondPerAddress, time);
        _inFlightMax = limits.ConcurrentRequestsMax;
    }

    /// <summary>
    /// Whether the route serves peers that must not be refused: load balancers and the payment provider.
    /// </summary>
    public static bool IsExempt(HttpContext context) =>
        context.Request.Path is { Value: { } path } &&
        (path is "/healthz" or "/readyz" or "/grpc.health.v1.Health/Check"
            || path.StartsWith("/webhooks/", StringComparison.Ordinal));

    /// <summary>Limits by address, before any work for the request.</summary>
    public Task LimitAddressesAsync(HttpContext context, RequestDelegate next) =>
        IsExempt(context) || IsWithin(_addresses, AddressOf(context), out var wait)
            ? next(context)
            : RefuseAsync(context, "address", wait);

    /// <summary>Limits by principal and route, once both are known.</summary>
    public Task LimitPrincipalsAsync(HttpContext context, RequestDelegate next)
    {
        if (IsExempt(context)) return next(context);
        var caller = context.GetCaller();
        if (!IsWithin(_principals, PrincipalOf(caller), out var wait)) return RefuseAsync(context, "principal", wait);
        return !IsCreation(context, caller) || IsWithin(_creations, AddressOf(context), out wait)
            ? next(context)
            : RefuseAsync(context, "creation", wait);
    }

    /// <summary>
    /// Limits the requests in flight. There is no queue: in front of a saturated server it would only delay
    /// every answer.
    /// </summary>
    public async Task LimitInFlightAsync(HttpContext context, RequestDelegate next)
    {
        // Streams have a limit of their own: they last for minutes and cost little.
        if (IsExempt(context) || context.GetEndpoint()?.Metadata.GetMetadata<Streaming>() is not null)
        {
            await next(context);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _inFlight) > _inFlightMax) await RefuseAsync(context, "capacity", null);
            else await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private static BucketRates? Create(int perSecond, TimeProvider time) =>
        perSecond == 0 ? null : new(perSecond, Burst, time);

    /// <summary>Whether the caller with this hash is within the rate; null is not counted.</summary>
    private static bool IsWithin(BucketRates? rates, int? hash, out double? wait)
    {
        wait = null;
        if (rates is null || hash is not { } counted || rates.TryTake(counted, out var seconds)) return true;
        wait = seconds;
        return false;
    }

    private static Task RefuseAsync(HttpContext context, string limit, double? wait)
    {
        Refusals.Add(1, new KeyValuePair<string, object?>("limit", limit));
        return Problem.WriteAsync(
            context,
            wait is { } seconds
                ? ApiErrors.TooManyRequests with { RetryAfter = TimeSpan.FromSeconds(seconds) }
                : ApiErrors.Overloaded);
    }

    private static int? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address
        ? HashCode.Combine(PeerAddress.KeyOf(address))
        : null;

    private static int? PrincipalOf(Caller caller) => caller is { Kind: not CallerKind.Anonymous, Id: var id }
        ? string.GetHashCode(id.Value, StringComparison.Ordinal)
        : null;

    private static bool IsCreation(HttpContext context, Caller caller) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Creation>() is { } creation &&
        (creation.Always || caller.Kind == CallerKind.Anonymous);
}
