namespace Orleans.Runtime.MembershipService.SiloMetadata;

/// <summary>What is known of the metadata of the cluster's silos.</summary>
public interface ISiloMetadataCache
{
    /// <summary>A silo's metadata; <see cref="SiloMetadata.Empty"/> where the silo has none or is not known.</summary>
    SiloMetadata GetSiloMetadata(SiloAddress siloAddress);
}
