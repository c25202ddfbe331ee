using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nola.Runtime.Activation;
using Nola.Runtime.Membership;
using Nola.Runtime.Placement;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.TestingHost;

/// <summary>Looks into the silos of a test cluster.</summary>
internal static class ClusterProbe
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(1);

    public static IGrainContext? FindActivation(List<IServiceProvider> silos, GrainId grainId) =>
        silos
            .Select(silo => silo.GetRequiredService<ActivationHost>().Catalog.Find(grainId))
            .FirstOrDefault(activation => activation is not null);

    public static async Task DeactivateAsync(List<IServiceProvider> silos, GrainId grainId)
    {
        if (FindActivation(silos, grainId) is not { } context) return;

        context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "A test asked for it."));
        await context.Deactivated.ConfigureAwait(false);
    }

    public static async Task MigrateAsync(List<IServiceProvider> silos, GrainId grainId, SiloAddress? target)
    {
        if (FindActivation(silos, grainId) is not { } context) return;

        context.Migrate(target is null ? null : new() { [IPlacementDirector.PlacementHintKey] = target });
        await context.Deactivated.ConfigureAwait(false);
    }

    public static async Task WaitForDeactivationAsync(List<IServiceProvider> silos, GrainId grainId)
    {
        if (FindActivation(silos, grainId) is { } context) await context.Deactivated.ConfigureAwait(false);
    }

    public static TimeSpan GetStabilizationTime(ClusterMembershipOptions options, bool didKill)
    {
        var time = TimeSpan.FromSeconds(5) + options.LeaseDuration * 2;
        return didKill ? time + options.MaxProbeTimeout * options.NumMissedProbesLimit : time;
    }

    public static async Task WaitForStabilityAsync(
        List<IServiceProvider> silos, IServiceProvider? client, bool didKill)
    {
        if (silos.Count == 0) return;

        var options = silos[0].GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
        var timeout = GetStabilizationTime(options, didKill);
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        var expected = silos.Select(silo => silo.GetRequiredService<ILocalSiloDetails>().SiloAddress).Order().ToArray();
        while (Explain(silos, client, expected) is { } difference)
        {
            if (time.GetElapsedTime(began) > timeout)
            {
                throw new TimeoutException($"The cluster did not stabilize in {timeout}: {difference}");
            }

            await Task.Delay(PollPeriod, time).ConfigureAwait(false);
        }

        await Task.WhenAll(silos.Select(
            silo => silo.GetRequiredService<SiloMetadataCache>().LearnAsync(expected))).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until the silos see that one has left, which it has told them; only one that could not is not waited for.
    /// </summary>
    public static async Task WaitUntilLeftAsync(Func<List<IServiceProvider>> silos, SiloAddress left)
    {
        var time = TimeProvider.System;
        var began = time.GetTimestamp();
        while (silos().Any(silo => Sees(silo, left)) && time.GetElapsedTime(began) < LeaveTimeout)
        {
            await Task.Delay(PollPeriod, time).ConfigureAwait(false);
        }
    }

    private static bool Sees(IServiceProvider silo, SiloAddress other)
    {
        try
        {
            var status = silo.GetRequiredService<MembershipAgent>().View.StatusOf(other);
            return status is not SiloStatus.Dead and not SiloStatus.None;
        }
        catch (ObjectDisposedException)
        {
            // It is being stopped as well.
            return false;
        }
    }

    // What is not yet as it should be, or null.
    private static string? Explain(List<IServiceProvider> silos, IServiceProvider? client, SiloAddress[] expected)
    {
        foreach (var silo in silos)
        {
            var agent = silo.GetRequiredService<MembershipAgent>();
            if (!agent.View.ActiveSilos.SequenceEqual(expected))
            {
                return $"{agent.LocalAddress} sees {string.Join(", ", agent.View.ActiveSilos)} as active, "
                    + $"expected are {string.Join(", ", expected.AsEnumerable())}";
            }

            var handover = silo.GetRequiredService<RangeHandover>();
            if (!handover.Ownership.IsSettled)
            {
                var holding = string.Join(", ", handover.Ownership.Holding);
                return $"{agent.LocalAddress} waits for {holding} to release grains";
            }

            if (!silo.GetRequiredService<Nola.Runtime.Placement.GrainDirectory>().IsComplete)
            {
                return $"{agent.LocalAddress} waits to hear what other silos host";
            }
        }

        if (client?.GetService<ClientDirectory>() is not { } directory) return null;

        var known = directory.View.Silos.Select(silo => silo.Address).Order();
        return known.SequenceEqual(expected) ? null : $"the client knows {string.Join(", ", known)}";
    }
}
