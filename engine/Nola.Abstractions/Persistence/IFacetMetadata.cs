namespace Orleans;

/// <summary>
/// Marks an attribute of grain constructor parameters whose arguments an
/// <see cref="Runtime.IAttributeToFactoryMapper{TMetadata}"/> makes.
/// </summary>
public interface IFacetMetadata;
