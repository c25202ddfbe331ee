using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ShopActors;

/// <summary>
/// The calls to the payment provider, with all their attempts: times in the meter <c>ShopActors</c>, and spans in the
/// source of that name. Neither has keys, tokens or amounts.
/// </summary>
internal static class PaymentInstruments
{
    private static readonly ActivitySource Source = new("ShopActors");
    private static readonly Meter Meter = new("ShopActors");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "shop.payment.provider.duration",
        "s",
        "Time of a call to the payment provider, with its attempts.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
        });

    public static async Task<ProviderAnswer> MeasureAsync(
        string operation, TimeProvider time, Func<Task<ProviderAnswer>> call)
    {
        using var span = Source.StartActivity("payment " + operation, ActivityKind.Client);
        var began = time.GetTimestamp();
        var answer = await call().ConfigureAwait(false);
        var outcome = Name(answer.Outcome);
        span?.SetTag("shop.payment.outcome", outcome);
        if (answer.Outcome is ProviderOutcome.Unknown or ProviderOutcome.Unavailable)
        {
            span?.SetStatus(ActivityStatusCode.Error, answer.Code);
        }

        Duration.Record(
            time.GetElapsedTime(began).TotalSeconds, new("operation", operation), new("outcome", outcome));
        return answer;
    }

    private static string Name(ProviderOutcome outcome) => outcome switch
    {
        ProviderOutcome.Succeeded => "succeeded",
        ProviderOutcome.Declined => "declined",
        ProviderOutcome.Refused => "refused",
        ProviderOutcome.Unavailable => "unavailable",
        ProviderOutcome.NotFound => "not_found",
        ProviderOutcome.ActionRequired => "action_required",
        ProviderOutcome.Processing => "processing",
        _ => "unknown",
    };
}
