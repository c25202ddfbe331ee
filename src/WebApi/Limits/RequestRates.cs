using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Limits;

/// <summary>
/// Sheds what is over the process's capacity (503), and what is over the rate of an address or a principal (429). Every one
/// of these answers means that nothing was executed. Health probes and the payment provider's webhooks are never shed.
/// </summary>
/// <remarks>
/// Callers are counted in a fixed number of buckets by a hash that differs from run to run, so no number of addresses or
/// tokens makes the limiters grow, and none can be chosen to share another's bucket. Buckets without use are dropped.
/// </remarks>
internal sealed class RequestRates(IOptions<ApiLimits> limits)
{
    private const int BucketsMax = 1 << 16;
    private const int BurstSeconds = 10;
    private const int Uncounted = -1;

    /// <summary>Before anything is done for the request; null where this limit is off.</summary>
    public RateLimiterOptions? OfAddresses() => Create(
        Rate(limits.Value.RequestsPerSecondPerAddress, AddressOf));

    /// <summary>What needs to know the caller and the route; null where these limits are off.</summary>
    public RateLimiterOptions? OfPrincipals() => Create(
        Rate(limits.Value.RequestsPerSecondPerPrincipal, PrincipalOf),
        Rate(limits.Value.CreationsPerSecondPerAddress, CreatorOf));

    /// <summary>How many requests the process works on at once.</summary>
    public RateLimiterOptions? InFlight() => Create(PartitionedRateLimiter.Create<HttpContext, bool>(context => IsExempt(context)
        ? RateLimitPartition.GetNoLimiter(true)
        : RateLimitPartition.GetConcurrencyLimiter(false, _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = limits.Value.ConcurrentRequestsMax,
            QueueLimit = 0, // A queue in front of a saturated server only makes every answer late.
        })));

    /// <summary>Whether the route serves peers that must not be turned away: load balancers and the payment provider.</summary>
    public static bool IsExempt(HttpContext context) =>
        context.Request.Path is { Value: { } path } &&
        (path is "/healthz" or "/readyz" || path.StartsWith("/webhooks/", StringComparison.Ordinal));

    private static RateLimiterOptions? Create(params IEnumerable<PartitionedRateLimiter<HttpContext>?> limiters)
    {
        var inUse = limiters.OfType<PartitionedRateLimiter<HttpContext>>().ToArray();
        return inUse.Length == 0 ? null : new()
        {
            GlobalLimiter = inUse.Length == 1 ? inUse[0] : PartitionedRateLimiter.CreateChained(inUse),
            OnRejected = static (rejected, _) => new(RejectAsync(rejected)),
        };
    }

    private static Task RejectAsync(OnRejectedContext rejected)
    {
        // Only the limiters of rates know when there will be room again.
        if (!rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            return Problem.WriteAsync(rejected.HttpContext, ApiErrors.Overloaded);
        }

        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problem.WriteAsync(rejected.HttpContext, ApiErrors.TooManyRequests);
    }

    private static PartitionedRateLimiter<HttpContext>? Rate(int perSecond, Func<HttpContext, int> bucketOf) =>
        perSecond == 0 ? null : PartitionedRateLimiter.Create<HttpContext, int>(context => bucketOf(context) is >= 0 and var bucket
            ? RateLimitPartition.GetTokenBucketLimiter(bucket, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond * BurstSeconds,
                TokensPerPeriod = perSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter(Uncounted));

    private static int AddressOf(HttpContext context)
    {
        if (IsExempt(context) || context.Connection.RemoteIpAddress is not { } address) return Uncounted;
        var key = PeerAddress.KeyOf(address);
        return Bucket(HashCode.Combine((int)(key >> 32), (int)key));
    }

    private static int PrincipalOf(HttpContext context) =>
        !IsExempt(context) && context.GetCaller() is { Kind: not CallerKind.Anonymous, Id: var id }
            ? Bucket(string.GetHashCode(id.Value, StringComparison.Ordinal))
            : Uncounted;

    private static int CreatorOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Creation>() is { } creation &&
        (creation.Always || context.GetCaller().Kind == CallerKind.Anonymous)
            ? AddressOf(context)
            : Uncounted;

    private static int Bucket(int hash) => (int)((uint)hash % BucketsMax);
}
