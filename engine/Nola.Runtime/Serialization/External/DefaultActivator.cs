using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Activators;

namespace Nola.Runtime.Serialization.External;

/// <summary>Calls the constructor without parameters, where there is one.</summary>
internal sealed class DefaultActivator<T> : IActivator<T>
{
    private static readonly ConstructorInfo? s_constructor = typeof(T).GetConstructor(
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, Type.EmptyTypes);

    public T Create() => (T)(s_constructor is null
        ? RuntimeHelpers.GetUninitializedObject(typeof(T))
        : s_constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, null, null));
}
