using System.Reflection;
using System.Text;
using Nola.Runtime.Activation;
using Orleans.Streams;

namespace Nola.Runtime.Streams;

/// <summary>The subscriptions that grain classes declare by attributes.</summary>
internal sealed class ImplicitSubscriptions(ActivationHost host)
{
    private readonly Lazy<List<(Type Class, IStreamNamespacePredicate Predicate)>> _declared = new(() =>
    [
        .. host.Classes.Classes.SelectMany(grainClass => grainClass
            .GetCustomAttributes<ImplicitStreamSubscriptionAttribute>(inherit: true)
            .Select(attribute => (grainClass, attribute.Predicate))),
    ]);

    /// <summary>The grains that are subscribed to the stream by their class.</summary>
    public IEnumerable<StreamSubscriber> Of(StreamId streamId)
    {
        var streamNamespace = streamId.GetNamespace() ?? string.Empty;
        foreach (var grainClass in _declared.Value
            .Where(declared => declared.Predicate.IsMatch(streamNamespace))
            .Select(declared => declared.Class)
            .Distinct())
        {
            var consumer = new GrainId(GrainTypeNames.OfClass(grainClass), KeyFor(grainClass, streamId));
            yield return new StreamSubscriber(IdOf(consumer.Type, streamId), consumer, null);
        }
    }

    /// <summary>The id of the grain's implicit subscription to the stream, or null where it has none.</summary>
    public Guid? Find(GrainActivation consumer, StreamId streamId) => Of(streamId)
        .FirstOrDefault(subscriber => subscriber.Consumer == consumer.GrainId)?.SubscriptionId;

    /// <summary>The key of the class's grain whose stream it is.</summary>
    public static IdSpan KeyFor(Type grainClass, StreamId streamId)
    {
        var key = streamId.GetKeyAsString();
        if (grainClass.IsAssignableTo(typeof(IGrainWithIntegerKey)) && long.TryParse(key, out var integer))
        {
            return GrainIdKeyExtensions.CreateIntegerKey(integer);
        }

        if (grainClass.IsAssignableTo(typeof(IGrainWithGuidKey)) && Guid.TryParse(key, out var guid))
        {
            return GrainIdKeyExtensions.CreateGuidKey(guid);
        }

        if (grainClass.IsAssignableTo(typeof(IGrainWithGuidCompoundKey)) && Guid.TryParse(key, out guid))
        {
            return GrainIdKeyExtensions.CreateGuidKey(guid, streamId.GetNamespace());
        }

        return grainClass.IsAssignableTo(typeof(IGrainWithIntegerCompoundKey)) && long.TryParse(key, out integer)
            ? GrainIdKeyExtensions.CreateIntegerKey(integer, streamId.GetNamespace())
            : IdSpan.Create(key);
    }

    /// <summary>The same for the same class and stream, on every silo and for ever.</summary>
    private static Guid IdOf(GrainType grainType, StreamId streamId)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, grainType.GetUniformHashCode());
        BitConverter.TryWriteBytes(bytes[4..], StableHash.ComputeHash(streamId.FullKey.Span));
        BitConverter.TryWriteBytes(bytes[8..], StableHash.ComputeHash(streamId.Key.Span));
        BitConverter.TryWriteBytes(bytes[12..], StableHash.ComputeHash(
            Encoding.UTF8.GetBytes($"{grainType}\n{streamId}")));
        return new Guid(bytes);
    }
}
