using System.Diagnostics.CodeAnalysis;
using Orleans.Placement;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>
/// Grains of the class go to the silos whose metadata are most like those of the calling silo, if these are enough.
/// </summary>
/// <param name="orderedMetadataKeys">
/// The keys, the most important one last: the first ones are given up first where too few silos match all of them.
/// </param>
/// <param name="minCandidates">How many silos are enough. All silos are taken where fewer match even the last key.</param>
/// <param name="order">The filter's place among the filters of the class.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
[Experimental("ORLEANSEXP004")]
public class PreferredMatchSiloMetadataPlacementFilterAttribute(
    string[] orderedMetadataKeys, int minCandidates = 2, int order = 0)
    : PlacementFilterAttribute(
        new PreferredMatchSiloMetadataPlacementFilterStrategy(orderedMetadataKeys, minCandidates, order));
