using System.Text;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Streams;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Which events have subscribers: of the others, which are most, not even the JSON is read.
/// </summary>
/// <param name="read">What the cluster's grains subscribe to now.</param>
internal sealed class StreamInterest(Func<IReadOnlyCollection<IStreamNamespacePredicate>> read)
{
    private static readonly string[] Areas =
        [.. ShopEventTypes.All.Select(type => type.Split('.')[1]).Distinct(StringComparer.Ordinal)];

    private byte[][] _wanted = [];

    /// <summary>The interest of the implicit subscribers, on this silo and others.</summary>
    public static StreamInterest Of(
        GrainBindingsResolver bindings, IEnumerable<IStreamNamespacePredicateProvider> predicates) => new(() =>
        [.. bindings.GetAllBindings().Bindings.Values
            .SelectMany(grain => grain.Bindings)
            .Where(binding => binding.GetValueOrDefault(WellKnownGrainTypeProperties.BindingTypeKey)
                == WellKnownGrainTypeProperties.StreamBindingTypeValue)
            .Select(binding => binding[WellKnownGrainTypeProperties.StreamBindingPatternKey])
            .Distinct(StringComparer.Ordinal)
            .Select(pattern => Parse(pattern, predicates))]);

    /// <summary>Learns of new subscribers.</summary>
    public void Refresh()
    {
        var predicates = read();
        _wanted = [.. Areas
            .Where(area => ShopStreams.NamespacesOf(area).Any(name => predicates.Any(p => p.IsMatch(name))))
            .Select(area => Encoding.UTF8.GetBytes($$"""{"type":"{{ShopStreams.Prefix}}{{area}}."""))];
    }

    /// <summary>Whether the event is of an area that a grain subscribes to.</summary>
    public bool Wants(OutboxEvent e)
    {
        // An event begins with its type (EventJson).
        foreach (var beginning in _wanted)
        {
            if (e.Payload.Span.StartsWith(beginning)) return true;
        }

        return false;
    }

    private static IStreamNamespacePredicate Parse(
        string pattern, IEnumerable<IStreamNamespacePredicateProvider> predicates)
    {
        foreach (var provider in predicates)
        {
            if (provider.TryGetPredicate(pattern, out var predicate)) return predicate;
        }

        throw new NotSupportedException($"A stream subscription has the unknown pattern '{pattern}'.");
    }
}
