namespace Orleans;

/// <summary>
/// Fills an existing object from its surrogate, so that types derived from it can be serialized as well.
/// </summary>
public interface IPopulator<TValue, TSurrogate>
    where TSurrogate : struct
    where TValue : class
{
    /// <summary>Fills the object.</summary>
    void Populate(in TSurrogate surrogate, TValue value);
}
