namespace Orleans.Hosting;

/// <summary>Chooses how queues are balanced. Each stream is a queue of its own, so there is nothing to balance.</summary>
public static class SiloPersistentStreamConfiguratorExtension
{
    /// <summary>Has no effect: streams are where the ring says.</summary>
    public static void UseConsistentRingQueueBalancer(this ISiloPersistentStreamConfigurator configurator) =>
        ArgumentNullException.ThrowIfNull(configurator);

    /// <summary>Has no effect: streams are where the ring says.</summary>
    public static void UseDynamicClusterConfigDeploymentBalancer(
        this ISiloPersistentStreamConfigurator configurator, TimeSpan? siloMaturityPeriod = null) =>
        ArgumentNullException.ThrowIfNull(configurator);

    /// <summary>Has no effect: streams are where the ring says.</summary>
    public static void UseStaticClusterConfigDeploymentBalancer(
        this ISiloPersistentStreamConfigurator configurator, TimeSpan? siloMaturityPeriod = null) =>
        ArgumentNullException.ThrowIfNull(configurator);
}
