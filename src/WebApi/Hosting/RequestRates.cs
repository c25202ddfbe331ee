using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Hosting;

/// <summary>
/// Sheds what is over the process's capacity (503) or over a caller's rate (429). Both answers mean that nothing was
/// executed. Health probes and the payment provider's webhooks are never shed.
/// </summary>
internal sealed class RequestRates(IOptions<ApiLimits> limits) : IConfigureOptions<RateLimiterOptions>
{
    private const int BurstSeconds = 10;
    private const string Exempt = "exempt";
    private const string Everyone = "everyone";

    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
        var perCaller = limits.Value.RequestsPerSecond;
        var chain = new List<PartitionedRateLimiter<HttpContext>>();
        if (perCaller > 0) chain.Add(PartitionedRateLimiter.Create<HttpContext, string>(context => PerCaller(context, perCaller)));
        chain.Add(PartitionedRateLimiter.Create<HttpContext, string>(InFlight));
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained([.. chain]);
        options.OnRejected = static (context, _) =>
        {
            var overRate = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var _);
            return new(Problem.WriteAsync(
                context.HttpContext, overRate ? ApiErrors.TooManyRequests : ApiErrors.Overloaded));
        };
    }

    private RateLimitPartition<string> InFlight(HttpContext context) =>
        IsExempt(context)
            ? RateLimitPartition.GetNoLimiter(Exempt)
            : RateLimitPartition.GetConcurrencyLimiter(Everyone, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = limits.Value.ConcurrentRequestsMax,
                QueueLimit = 0, // A queue in front of a saturated server only makes every answer late.
            });

    private static RateLimitPartition<string> PerCaller(HttpContext context, int perSecond)
    {
        if (IsExempt(context)) return RateLimitPartition.GetNoLimiter(Exempt);

        var caller = context.GetCaller();
        var key = caller.Kind == CallerKind.Anonymous
            ? context.Connection.RemoteIpAddress?.ToString() ?? Everyone
            : caller.Id.Value;
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * BurstSeconds,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });
    }

    private static bool IsExempt(HttpContext context) =>
        context.Request.Path is { Value: { } path } &&
        (path is "/healthz" or "/readyz" || path.StartsWith("/webhooks/", StringComparison.Ordinal));
}
