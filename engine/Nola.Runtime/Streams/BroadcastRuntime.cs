using System.Reflection;
using Microsoft.Extensions.Logging;
using Nola.Runtime.Activation;
using Orleans.BroadcastChannel;

namespace Nola.Runtime.Streams;

/// <summary>Sends items of broadcast channels to the grains that are subscribed by their class.</summary>
internal sealed partial class BroadcastRuntime
{
    private readonly ActivationHost _host;
    private readonly ILogger<BroadcastRuntime> _logger;
    private readonly Lazy<List<(Type Class, IChannelNamespacePredicate Predicate)>> _declared;

    public BroadcastRuntime(ActivationHost host, ILogger<BroadcastRuntime> logger)
    {
        _host = host;
        _logger = logger;
        _declared = new(() =>
        [
            .. host.Classes.Classes.SelectMany(grainClass => grainClass
                .GetCustomAttributes<ImplicitChannelSubscriptionAttribute>(inherit: true)
                .Select(attribute => (grainClass, attribute.Predicate))),
        ]);
        host.Extensions.Add<IBroadcastConsumerExtension>(
            activation => new BroadcastConsumer(activation.GrainId, () => activation.GrainInstance));
    }

    public Task PublishAsync(string providerName, StreamId channelId, object item, bool isAwaited)
    {
        if (_host.IsClient)
        {
            var publisher = (IBroadcastPublisherGrain)(object)_host.References.Create(
                typeof(IBroadcastPublisherGrain), GrainIdKeyExtensions.CreateIntegerKey(0));
            return publisher.Publish(providerName, channelId, item, isAwaited);
        }

        var deliveries = FindSubscribers(channelId)
            .Select(subscriber => DeliverAsync(subscriber, providerName, channelId, item, isAwaited))
            .ToArray();
        return isAwaited ? AllOf(deliveries) : Task.CompletedTask;
    }

    private static async Task AllOf(Task[] deliveries)
    {
        try
        {
            await Task.WhenAll(deliveries);
        }
        catch (Exception) // Awaiting would give one of them; whoever publishes is told of all.
        {
            throw new AggregateException(deliveries.Select(delivery => delivery.Exception).OfType<Exception>());
        }
    }

    private IEnumerable<GrainId> FindSubscribers(StreamId channelId)
    {
        var channelNamespace = channelId.GetNamespace() ?? string.Empty;
        return _declared.Value
            .Where(declared => declared.Predicate.IsMatch(channelNamespace))
            .Select(declared => declared.Class)
            .Distinct()
            .Select(grainClass => new GrainId(
                GrainTypeNames.OfClass(grainClass), ImplicitSubscriptions.KeyFor(grainClass, channelId)));
    }

    private async Task DeliverAsync(
        GrainId subscriber, string providerName, StreamId channelId, object item, bool isAwaited)
    {
        try
        {
            var consumer = (IBroadcastConsumerExtension)(object)_host.References.Create(
                subscriber, typeof(IBroadcastConsumerExtension));
            await consumer.OnPublished(providerName, channelId, item);
        }
        catch (Exception exception) // One subscriber's failure is no other's.
        {
            DeliveryFailed(exception, channelId, subscriber);
            if (isAwaited) throw;
        }
    }

    [LoggerMessage(1801, LogLevel.Error, "{Subscriber} failed with an item of the broadcast channel {ChannelId}")]
    private partial void DeliveryFailed(Exception exception, StreamId channelId, GrainId subscriber);
}
