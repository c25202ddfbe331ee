namespace Orleans.Serialization.Activators;

/// <summary>Makes the objects that the serializer then fills.</summary>
public interface IActivator<T>
{
    /// <summary>Makes an object.</summary>
    T Create();
}
