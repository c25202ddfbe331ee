using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Nola.Runtime.Placement.Directors;

/// <summary>
/// As the director by number of activations, by what the silos use of their machines. The caller's silo is preferred
/// where it is not much worse.
/// </summary>
internal sealed class ResourceOptimizedDirector(
    ILocalSiloDetails silo,
    SiloLoads loads,
    IOptions<ActivationCountBasedPlacementOptions> options,
    IOptions<ResourceOptimizedPlacementOptions> weights)
    : LeastLoadedDirector(silo, loads, options)
{
    // Activations that count as much as a processor in full use.
    private const double ActivationsFull = 100_000;

    protected override double Weigh(SiloLoad load, SiloAddress candidate, IPlacementContext context)
    {
        var weight = weights.Value;
        var score = weight.CpuUsageWeight * load.CpuUsage
            + (weight.MemoryUsageWeight + weight.AvailableMemoryWeight) * load.MemoryUsage
            + weight.ActivationCountWeight * Math.Min(1, load.Activations / ActivationsFull);
        return candidate.Equals(context.LocalSilo) ? score - weight.LocalSiloPreferenceMargin : score;
    }
}
