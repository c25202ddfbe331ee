using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using ShopActors.Storage;

namespace ShopActors;

[Reentrant]
[GrainType("stock-alerts")]
[ImplicitStreamSubscription(ShopStreams.Stock)]
internal sealed partial class StockAlertsGrain(
    JournalGrainServices services, IOptions<EventOptions> options, ILogger<StockAlertsGrain> logger)
    : ProjectionGrain<StockAlertsState, StockAlertsEvent>(services, ShopStreams.Stock), IStockAlertsGrain
{
    public Task<Result<ImmutableArray<StockAlert>>> List(Caller caller) => AnswerAsync<ImmutableArray<StockAlert>>(
        state => !caller.May(Scopes.StockRead) ? AccessErrors.Forbidden(Scopes.StockRead)
            : !options.Value.Streams.Enabled ? StockErrors.NoAlerts
            : state.Alerts.Values.ToImmutableArray());

    protected override StockAlertsEvent? Follow(IReadOnlyList<OutboxMessage> events, long position)
    {
        var changed = events.Select(Read).OfType<StockAlert>().ToImmutableArray();
        foreach (var alert in changed) LogAlert(logger, alert.Sku, alert.Level, alert.OnHand);
        return changed.IsEmpty ? null : Followed(position, changed);
    }

    protected override StockAlertsEvent Skip(long position) => Followed(position, []);

    private static AlertsFollowed Followed(long position, ImmutableArray<StockAlert> changed) => new(position, changed);

    private static StockAlert? Read(OutboxMessage message) => message.As<StockLevelChangedV1>() is { } changed
        ? new()
        {
            Sku = changed.Sku,
            Level = changed.Level,
            OnHand = changed.OnHand,
            LowAt = changed.LowAt,
            Since = message.Time,
        }
        : null;

    [LoggerMessage(2101, LogLevel.Information, "{Sku} is {Level}: {OnHand} units left")]
    private static partial void LogAlert(ILogger logger, Sku sku, StockLevel level, long onHand);
}
